package org.symbolon.register;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.symbolon.issuer.Issuer;
import org.symbolon.login.Failures;
import org.symbolon.login.Failures.Attempt;
import org.symbolon.login.Failures.Limit;
import org.symbolon.protocol.ClientId;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.ProtocolError;

/**
 * How many registrations, updates and wrong registration access tokens, for all nodes. Each of the
 * first two may make the gateway fetch an address that its sender chose.
 */
final class RegistrationLimits {
  private static final Duration WINDOW = Duration.ofHours(1);

  /** A whole institution may sit behind one address. */
  private static final int PER_ADDRESS = 50;

  private static final int PER_ISSUER = 1000;

  /** Whoever changes more often is not configuring a client. */
  private static final int UPDATES_PER_CLIENT = 20;

  private final Issuer issuer;
  private final Failures failures;

  RegistrationLimits(Issuer issuer, Failures failures) {
    this.issuer = issuer;
    this.failures = failures;
  }

  /**
   * Counts before anything is looked at; refused ones count too.
   *
   * @throws org.symbolon.protocol.ProtocolException {@code too_many_requests}
   */
  void registration(String address, Instant now) {
    String prefix = "registration|" + issuer.id() + "|";
    count(
        List.of(
            new Limit(prefix + "address|" + address, PER_ADDRESS),
            new Limit(prefix + "issuer", PER_ISSUER)),
        now);
  }

  /**
   * An update by the client itself, counted before its metadata are looked at.
   *
   * @throws org.symbolon.protocol.ProtocolException {@code too_many_requests}
   */
  void update(ClientId client, String address, Instant now) {
    String prefix = "registration-update|" + issuer.id() + "|";
    count(
        List.of(
            new Limit(prefix + "client|" + client.value(), UPDATES_PER_CLIENT),
            new Limit(prefix + "address|" + address, PER_ADDRESS)),
        now);
  }

  /**
   * A wrong token. Nobody guesses one: this limits the work strangers make.
   *
   * @throws org.symbolon.protocol.ProtocolException {@code too_many_requests}
   */
  void wrongToken(String address, Instant now) {
    count(
        List.of(
            new Limit("registration-token|" + issuer.id() + "|address|" + address, PER_ADDRESS)),
        now);
  }

  private void count(List<Limit> limits, Instant now) {
    if (failures.attempt(limits, WINDOW, now) == Attempt.FULL) {
      throw new ProtocolError(
              ErrorCode.TOO_MANY_REQUESTS,
              "too many registrations at the moment: try again later",
              Optional.empty(),
              Optional.of(WINDOW))
          .exception();
    }
  }
}
