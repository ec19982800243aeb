package org.symbolon.web;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.symbolon.client.Client;
import org.symbolon.client.ClientRates;
import org.symbolon.issuer.Issuer;
import org.symbolon.login.Failures;
import org.symbolon.login.Failures.Attempt;
import org.symbolon.login.Failures.Limit;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.ProtocolError;

/**
 * How often programs may ask: each address, and each client that proved who it is, counted by each
 * node for itself; and how often an address may fail to prove itself, counted in the database for
 * all nodes. This machine itself is not counted.
 */
public final class RateLimits implements ClientRates {
  private static final Duration WINDOW = Duration.ofMinutes(10);

  private final Settings settings;
  private final AddressBuckets byAddress;
  private final Buckets byClient;
  private final Failures failures;
  private final InstantSource clock;

  /**
   * @param perAddress requests a minute
   * @param perClient requests a minute; of a public client, which anybody can claim to be, from
   *     each address
   * @param failures of client authentication in ten minutes from one address
   */
  public record Settings(int perAddress, int perClient, int failures) {
    /** For a login node or a gateway of jobs with hundreds of users behind one address. */
    public static final Settings DEFAULT = new Settings(60_000, 60_000, 1000);
  }

  public RateLimits(Settings settings, Failures failures, InstantSource clock) {
    this.settings = settings;
    this.byAddress = new AddressBuckets(settings.perAddress(), clock);
    this.byClient = new Buckets(settings.perClient(), clock);
    this.failures = failures;
    this.clock = clock;
  }

  /**
   * Counts a request before anything of it is looked at.
   *
   * @param address as limits count it
   * @throws org.symbolon.protocol.ProtocolException {@code too_many_requests}
   */
  void request(String address) {
    check(byAddress.take(address), "this address");
  }

  @Override
  public void proved(Issuer issuer, Client client, String address) {
    if (!Caller.isThisMachine(address)) {
      // One that anybody can claim to be must not be kept from others.
      String key = issuer.id().value() + "|" + client.id().value();
      check(
          byClient.take(client.isPublic() ? key + "|" + Caller.limitKey(address) : key),
          "this client");
    }
  }

  @Override
  public void failed(Issuer issuer, String address) {
    if (Caller.isThisMachine(address)) {
      return;
    }
    Instant now = clock.instant();
    Limit limit =
        new Limit(
            "client|" + issuer.id() + "|address|" + Caller.limitKey(address), settings.failures());
    if (failures.attempt(List.of(limit), WINDOW, now) == Attempt.FULL) {
      check(Optional.of(WINDOW), "this address");
    }
  }

  /**
   * @param wait absent where all is well
   * @throws org.symbolon.protocol.ProtocolException {@code too_many_requests}
   */
  static void check(Optional<Duration> wait, String whose) {
    if (wait.isPresent()) {
      throw new ProtocolError(
              ErrorCode.TOO_MANY_REQUESTS,
              "too many requests come from " + whose + ": try again later",
              Optional.empty(),
              wait)
          .exception();
    }
  }
}
