package org.symbolon.upstream;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One institution's identity provider. */
public interface Upstream {
  /** The login method's name in the configuration. */
  String method();

  /** What people read on the sign-in choice. */
  String label();

  /** Which claim makes the local name. */
  UsernameRule username();

  /**
   * Where to send the browser.
   *
   * @param callback the redirect URI registered at the institution
   * @param request how the person is to sign in; what it demands is checked on arrival
   */
  Departure depart(URI callback, SignInRequest request);

  /** Redirect target and what must be kept on the server until the callback. */
  sealed interface Departure {
    /**
     * @param state the {@code state} parameter; the callback brings it back
     * @param kept secrets (nonce, PKCE verifier, state): server-side only
     */
    record To(URI location, String state, Map<String, String> kept) implements Departure {}

    record Unavailable(String why) implements Departure {}
  }

  /**
   * Completes a login: redeems the code, checks the ID token, asks userinfo where configured.
   *
   * @param parameters of the callback
   * @param kept from {@link Departure.To}
   */
  Arrival arrive(URI callback, Map<String, List<String>> parameters, Map<String, String> kept);

  /** What came of a callback. */
  sealed interface Arrival {
    /**
     * @param claims as JSON values, ID token and userinfo merged
     * @param refreshToken in clear: encrypt before keeping
     * @param idToken as it came, for signing out there; encrypt before keeping
     * @param session what it calls its own session ({@code sid}), where it tells
     */
    record Identified(
        String issuer,
        String subject,
        Map<String, Object> claims,
        Instant authenticatedAt,
        Optional<String> refreshToken,
        Optional<String> idToken,
        Optional<String> session)
        implements Arrival {
      /** Without an ID token to sign out by. */
      public Identified(
          String issuer,
          String subject,
          Map<String, Object> claims,
          Instant authenticatedAt,
          Optional<String> refreshToken) {
        this(
            issuer,
            subject,
            claims,
            authenticatedAt,
            refreshToken,
            Optional.empty(),
            Optional.empty());
      }
    }

    /** The person pressed cancel or the institution refused ({@code access_denied}). */
    record Refused(String why) implements Arrival {}

    /** The person is known, but did not sign in as lately as was asked for. */
    record Stale(String why) implements Arrival {}

    /** The answer failed a check: wrong issuer, audience, nonce, signature. */
    record Invalid(String why) implements Arrival {}

    record Unavailable(String why) implements Arrival {}
  }

  /**
   * Signs in by the institution's own password grant (RFC 6749 §4.3), where it is known to have
   * one.
   *
   * @return {@code Refused} where name or password are wrong
   */
  default Arrival password(String name, String password) {
    return new Arrival.Unavailable("this institution takes no passwords");
  }

  /**
   * Where the institution signs a person out (OpenID Connect RP-Initiated Logout 1.0 §2); empty
   * where it has no such place, or can not be asked now.
   *
   * @param idToken of the sign-in
   * @param back where it shall send the browser; to be registered there
   * @param state comes back
   */
  default Optional<URI> signOut(Optional<String> idToken, URI back, String state) {
    return Optional.empty();
  }

  /**
   * Reads the institution's word that somebody has signed out there (OpenID Connect Back-Channel
   * Logout 1.0 §2.6). Whether it was read before is for the caller to find out.
   */
  default Logout readLogout(String logoutToken) {
    return new Logout.Invalid("this institution does not tell");
  }

  /** What came of a logout token. */
  sealed interface Logout {
    /**
     * Subject, session or both are there.
     *
     * @param subject whose sessions are over
     * @param session which of the institution's is over: its {@code sid}
     * @param id of the token: it counts once
     * @param until when it could be presented again
     */
    record Ended(
        String issuer, Optional<String> subject, Optional<String> session, String id, Instant until)
        implements Logout {}

    /** It failed a check. */
    record Invalid(String why) implements Logout {}

    /** The institution's keys can not be had: neither good nor bad. */
    record Unavailable(String why) implements Logout {}
  }

  /**
   * Whether the held identity is still welcome. One refresh request upstream.
   *
   * @param issuer who vouched at login
   * @param subject whom for: an ID token in the answer about anybody else is no answer
   */
  Welcome recheck(String refreshToken, String issuer, String subject);

  /** The answer to {@link #recheck}. */
  sealed interface Welcome {
    /**
     * @param refreshToken the new one, where the upstream rotates
     * @param claims where the answer told any
     */
    record Yes(Optional<String> refreshToken, Optional<Map<String, Object>> claims)
        implements Welcome {}

    /** {@code invalid_grant}, and nothing else, is "no". */
    record No() implements Welcome {}

    /**
     * Timeouts, 5xx, 429, {@code invalid_client}, nonsense.
     *
     * @param refreshToken the new one, where the upstream rotated it before it talked nonsense
     */
    record CannotSay(String why, Optional<String> refreshToken) implements Welcome {
      public CannotSay(String why) {
        this(why, Optional.empty());
      }
    }
  }

  /** Whether its metadata is at hand, for readiness; empty when it is, else what is wrong. */
  Optional<String> trouble();
}
