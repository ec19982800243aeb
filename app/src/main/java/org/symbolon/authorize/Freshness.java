package org.symbolon.authorize;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.symbolon.client.Preferences;
import org.symbolon.grant.Login;
import org.symbolon.upstream.SignInRequest;

/**
 * What the client says about signing in (OpenID Connect Core §3.1.2.1).
 *
 * @param interaction whether a person may be asked anything at all
 * @param signIn what the institution is told
 */
public record Freshness(Interaction interaction, SignInRequest signIn) {
  /** Whether pages may be shown. */
  public enum Interaction {
    ALLOWED,
    /** {@code prompt=none}. */
    NONE
  }

  /** The same with these ways to sign in, unless {@code acr_values} names some already. */
  Freshness with(List<String> acr) {
    return acr.isEmpty() || signIn.acrValues().isPresent()
        ? this
        : new Freshness(
            interaction,
            new SignInRequest(
                signIn.anew(),
                signIn.chooseAccount(),
                signIn.maxAge(),
                signIn.loginHint(),
                Optional.of(String.join(" ", acr)),
                signIn.askAgain()));
  }

  /** What a client has registered for where its requests say nothing. */
  Freshness orElse(Preferences.Requests usual) {
    Freshness wished = with(usual.acrValues());
    SignInRequest said = wished.signIn();
    return said.maxAge().isPresent() || usual.maxAge().isEmpty()
        ? wished
        : new Freshness(
            interaction,
            new SignInRequest(
                said.anew(),
                said.chooseAccount(),
                usual.maxAge(),
                said.loginHint(),
                said.acrValues(),
                said.askAgain()));
  }

  /** Whether this login, of the browser's session, will do. */
  public boolean accepts(Login session, Instant now) {
    return !signIn.anew()
        && !signIn.chooseAccount()
        && signIn
            .maxAge()
            .map(age -> !session.grant().authenticatedAt().plus(age).isBefore(now))
            .orElse(true);
  }
}
