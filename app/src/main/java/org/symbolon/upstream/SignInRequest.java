package org.symbolon.upstream;

import java.time.Duration;
import java.util.Optional;

/**
 * What a program says about how the person is to sign in (OpenID Connect Core §3.1.2.1), to be
 * passed on to the institution.
 *
 * @param anew even if the institution knows the browser ({@code prompt=login})
 * @param chooseAccount {@code prompt=select_account}
 * @param maxAge how long ago signing in may have been, at most; the answer must prove it
 * @param loginHint who will probably sign in
 * @param acrValues how strongly, in the institution's words; only a wish
 * @param askAgain whether the person is asked even about what they have allowed before ({@code
 *     prompt=consent}); the institution is not told
 */
public record SignInRequest(
    boolean anew,
    boolean chooseAccount,
    Optional<Duration> maxAge,
    Optional<String> loginHint,
    Optional<String> acrValues,
    boolean askAgain) {
  /** Without a word about consent. */
  public SignInRequest(
      boolean anew,
      boolean chooseAccount,
      Optional<Duration> maxAge,
      Optional<String> loginHint,
      Optional<String> acrValues) {
    this(anew, chooseAccount, maxAge, loginHint, acrValues, false);
  }

  /** Nothing is said. */
  public static final SignInRequest NONE =
      new SignInRequest(false, false, Optional.empty(), Optional.empty(), Optional.empty());
}
