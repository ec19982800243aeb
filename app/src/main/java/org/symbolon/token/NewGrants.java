package org.symbolon.token;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.symbolon.client.GrantType;
import org.symbolon.grant.AskedClaims;
import org.symbolon.grant.Grant;
import org.symbolon.grant.GrantKind;
import org.symbolon.grant.Login;
import org.symbolon.grant.NewFamily;
import org.symbolon.grant.RefreshTokens;
import org.symbolon.protocol.Confirmation;
import org.symbolon.protocol.GrantId;

/** Grants and families that begin when a code or device code is redeemed. */
final class NewGrants {
  private final RefreshTokens refreshTokens;
  private final Supplier<Duration> reach;

  /**
   * @param reach how long something exchanged may outlive the token it was exchanged for
   */
  NewGrants(RefreshTokens refreshTokens, Supplier<Duration> reach) {
    this.refreshTokens = refreshTokens;
    this.reach = reach;
  }

  /**
   * What was approved.
   *
   * @param refreshable whether a family will hang on it: without one it lives as long as its token,
   *     and what that may be exchanged for
   */
  record Wanted(
      GrantId id,
      GrantKind kind,
      String requestedScope,
      String ceiling,
      List<String> audiences,
      boolean refreshable,
      AskedClaims asked) {
    /** With no claims asked for by name. */
    Wanted(
        GrantId id,
        GrantKind kind,
        String requestedScope,
        String ceiling,
        List<String> audiences,
        boolean refreshable) {
      this(id, kind, requestedScope, ceiling, audiences, refreshable, AskedClaims.NONE);
    }
  }

  /**
   * The family to store and its first token; both absent where there is none.
   *
   * @param firstToken to be given out only once stored
   */
  record Family(Optional<NewFamily> toStore, Optional<String> firstToken) {}

  /** The grant below its login, not stored yet. */
  Grant below(Login login, Caller caller, Wanted wanted) {
    Duration life =
        wanted.refreshable()
            ? Lifetime.refreshAbsolute(caller)
            : Lifetime.accessToken(caller).plus(reach.get());
    return new Grant(
        wanted.id(),
        caller.issuer().id(),
        login.grant().lineage(),
        wanted.kind(),
        login.grant().person(),
        login.grant().username(),
        Optional.of(caller.client().id()),
        Optional.empty(),
        wanted.requestedScope(),
        wanted.ceiling(),
        wanted.audiences(),
        login.grant().authenticatedAt(),
        caller.now(),
        Lifetime.earlier(caller.now().plus(life), login.grant().expires()),
        Optional.empty(),
        bound(caller),
        wanted.asked());
  }

  /** RFC 9449 §5: a client that proves itself in another way may change its key. */
  static Confirmation bound(Caller caller) {
    return caller.client().isPublic() ? caller.proved() : Confirmation.NONE;
  }

  /** Whether this client gets a refresh token now. */
  static boolean refreshable(Caller caller, boolean offline) {
    return (offline || caller.client().alwaysRefresh())
        && caller.client().grantTypes().contains(GrantType.REFRESH_TOKEN);
  }

  Family family(Caller caller, Proof.Approved proof) {
    if (!proof.refreshable()) {
      return new Family(Optional.empty(), Optional.empty());
    }
    NewFamily family =
        new NewFamily(refreshTokens.activeKeyId(), Lifetime.idleLimit(caller, proof.grant()));
    String first =
        refreshTokens.text(
            caller.issuer().id(), caller.client().id(), proof.grant().id(), 0, family.keyId());
    return new Family(Optional.of(family), Optional.of(first));
  }
}
