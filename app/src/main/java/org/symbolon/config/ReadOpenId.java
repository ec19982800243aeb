package org.symbolon.config;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads a login method at an institution's OpenID provider. */
final class ReadOpenId {
  private static final URI UNUSABLE = URI.create("https://unusable.invalid");
  private static final Pattern USERNAME = Pattern.compile("[a-z_][a-z0-9_-]{0,31}");

  /** The gateway sets these itself, and a mistake here would open the door. */
  private static final Set<String> OWN_PARAMETERS =
      Set.of(
          "client_id",
          "client_secret",
          "redirect_uri",
          "response_type",
          "response_mode",
          "scope",
          "state",
          "nonce",
          "code_challenge",
          "code_challenge_method",
          "request",
          "request_uri");

  private ReadOpenId() {}

  static LoginMethodConfig.Oidc from(Section section, String name, String label) {
    return new LoginMethodConfig.Oidc(
        name,
        label,
        section.value("openid", ReadOpenId::issuer, UNUSABLE),
        section.required("client-id", Readings::text, "as registered there").orElse(""),
        section.secret("client-secret"),
        scopes(section),
        section.value("username-claim", Readings::text, "preferred_username"),
        section.value("username-pattern", Readings::pattern, USERNAME),
        section.value(
            "recheck",
            Readings.oneOf(LoginMethodConfig.Recheck.class),
            LoginMethodConfig.Recheck.REFRESH_TOKEN),
        parameters(section),
        section.value("ask-userinfo", Readings::flag, false),
        section.value("connect-timeout", Readings.duration("100ms", "1m"), Duration.ofSeconds(5)),
        section.value("timeout", Readings.duration("100ms", "1m"), Duration.ofSeconds(10)));
  }

  /** Here a slash at the end belongs to the name: it must be what the provider calls itself. */
  private static URI issuer(String text) throws Mistake {
    URI uri = Readings.httpsUrl(text);
    if (text.contains("/.well-known/")) {
      throw new Mistake("should be the provider's issuer, without /.well-known/ and what follows");
    }
    return uri;
  }

  private static List<String> scopes(Section section) {
    List<String> scopes = section.distinct("scopes", ReadOpenId::scope);
    if (section.has("scopes") && !scopes.contains("openid")) {
      section.mistake("scopes", "should have openid among them");
    }
    return scopes.isEmpty() ? List.of("openid", "profile", "email") : scopes;
  }

  private static String scope(String text) throws Mistake {
    if (!text.matches("[!#-\\[\\]-~]+")) {
      throw new Mistake("is not a scope: separate them by commas, or write a list");
    }
    return text;
  }

  private static Map<String, String> parameters(Section section) {
    Map<String, String> parameters = section.texts("extra-parameters");
    parameters.keySet().stream()
        .filter(OWN_PARAMETERS::contains)
        .forEach(
            parameter ->
                section.mistake(
                    "extra-parameters",
                    "sets " + parameter + ", which the gateway sets itself: remove it"));
    return parameters;
  }
}
