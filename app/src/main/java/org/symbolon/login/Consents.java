package org.symbolon.login;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.symbolon.protocol.ClientId;
import org.symbolon.protocol.IssuerId;

/** The port of what people need not be asked again, scope by scope. */
public interface Consents {
  /**
   * Remembers, or goes on remembering.
   *
   * @param person {@link org.symbolon.grant.Person#key}
   * @param allowed scopes as granted, each for one audience
   */
  void remember(
      IssuerId issuer,
      String person,
      ClientId client,
      Collection<Allowed> allowed,
      Instant expires,
      Instant now);

  /** What this person has allowed this client and is remembered still. */
  List<Remembered> of(IssuerId issuer, String person, ClientId client, Instant now);

  /** All that this person has allowed, client by client. */
  List<Remembered> of(IssuerId issuer, String person, Instant now);

  /**
   * From now on this person is asked again.
   *
   * @return whether anything was remembered
   */
  boolean forget(IssuerId issuer, String person, ClientId client);

  /** As above, of all clients. */
  void forget(IssuerId issuer, String person);

  /**
   * One scope, and for what.
   *
   * @param scope in canonical text
   * @param audience that the client named; absent for its defaults
   * @param inBrowser as in {@link ConsentTerms}
   */
  record Allowed(String scope, Optional<String> audience, boolean inBrowser) {
    /** By a code, for the client's defaults. */
    public Allowed(String scope) {
      this(scope, Optional.empty(), false);
    }
  }

  /**
   * What is remembered.
   *
   * @param since when the person was asked
   * @param used when it last went without asking, to the day
   */
  record Remembered(ClientId client, Allowed allowed, Instant since, Instant used) {}
}
