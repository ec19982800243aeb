package org.symbolon.login;

import java.util.List;
import java.util.Optional;
import org.symbolon.protocol.ClientId;
import org.symbolon.protocol.SecretHash;
import org.symbolon.upstream.SignInRequest;

/** What goes on once the person has signed in. Kept on the server; a browser can not forge it. */
public sealed interface Continuation {
  /** How the person is to sign in. */
  default SignInRequest signIn() {
    return SignInRequest.NONE;
  }

  /**
   * A validated authorization request (RFC 6749 §4.1.1).
   *
   * @param replyTo checked
   * @param signIn how the person is to sign in
   * @param key to which the code is bound, {@code dpop_jkt} (RFC 9449 §10)
   * @param openId what it says besides
   * @param pushed the request's hash, where it was pushed: one answer comes of it
   */
  record Authorize(
      ClientId client,
      ReplyTo replyTo,
      Optional<String> nonce,
      Optional<String> challenge,
      String requestedScope,
      List<String> audiences,
      SignInRequest signIn,
      Optional<String> key,
      OpenIdRequest openId,
      Optional<SecretHash> pushed)
      implements Continuation {
    public Authorize {
      audiences = List.copyOf(audiences);
    }

    /** For a code that is bound to no key, and nothing said besides. */
    public Authorize(
        ClientId client,
        ReplyTo replyTo,
        Optional<String> nonce,
        Optional<String> challenge,
        String requestedScope,
        List<String> audiences,
        SignInRequest signIn) {
      this(
          client,
          replyTo,
          nonce,
          challenge,
          requestedScope,
          audiences,
          signIn,
          Optional.empty(),
          OpenIdRequest.CODE,
          Optional.empty());
    }

    public String redirectUri() {
      return replyTo.redirectUri();
    }
  }

  /**
   * A device code that this browser has entered.
   *
   * @param userCode as shown to the person, canonical: needed to show it again
   */
  record Device(String userCode) implements Continuation {}

  /**
   * Signing out (OpenID Connect RP-Initiated Logout 1.0 §2).
   *
   * @param client that asked for it, where one is known
   * @param redirectUri checked: where the browser goes at last
   */
  record SignOut(Optional<ClientId> client, Optional<String> redirectUri, Optional<String> state)
      implements Continuation {}

  /** The person's own page. */
  record Account() implements Continuation {}
}
