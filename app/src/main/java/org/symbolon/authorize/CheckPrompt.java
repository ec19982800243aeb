package org.symbolon.authorize;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.Parameters;
import org.symbolon.protocol.ProtocolException;
import org.symbolon.upstream.SignInRequest;

/**
 * {@code prompt}, {@code max_age}, {@code login_hint} and {@code acr_values} (OpenID Connect Core
 * §3.1.2.1).
 */
final class CheckPrompt {
  private static final Set<String> KNOWN = Set.of("none", "login", "consent", "select_account");

  private static final int LONGEST_HINT = 256;

  private CheckPrompt() {}

  static Freshness check(Parameters parameters) {
    List<String> prompts =
        parameters.one("prompt").map(text -> List.of(text.split(" "))).orElse(List.of());
    if (!KNOWN.containsAll(prompts)) {
      throw invalid("prompt may be none, login, consent or select_account");
    }
    if (prompts.contains("none") && prompts.size() > 1) {
      throw invalid("prompt=none stands alone");
    }
    return new Freshness(
        prompts.contains("none") ? Freshness.Interaction.NONE : Freshness.Interaction.ALLOWED,
        new SignInRequest(
            prompts.contains("login"),
            prompts.contains("select_account"),
            maxAge(parameters),
            hint(parameters, "login_hint"),
            hint(parameters, "acr_values"),
            prompts.contains("consent")));
  }

  private static Optional<Duration> maxAge(Parameters parameters) {
    return parameters
        .one("max_age")
        .map(
            text -> {
              if (!text.matches("[0-9]{1,9}")) {
                throw invalid("max_age is a number of seconds");
              }
              return Duration.ofSeconds(Long.parseLong(text));
            });
  }

  /** Only a wish: what no institution would take is as if it had not been said. */
  private static Optional<String> hint(Parameters parameters, String name) {
    return parameters
        .one(name)
        .filter(
            text ->
                text.length() <= LONGEST_HINT && text.chars().noneMatch(Character::isISOControl));
  }

  private static ProtocolException invalid(String description) {
    return ProtocolException.of(ErrorCode.INVALID_REQUEST, description);
  }
}
