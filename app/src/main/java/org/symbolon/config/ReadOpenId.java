package org.symbolon.config;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.symbolon.fetch.Limits;
import org.symbolon.fetch.Reach;
import org.symbolon.protocol.SecretText;
import org.symbolon.upstream.UpstreamSettings;
import org.symbolon.upstream.UpstreamSettings.TokenEndpointAuthentication;
import org.symbolon.upstream.UsernameRule;

/** Reads a login method at an institution's OpenID provider. */
final class ReadOpenId {
  private static final URI UNUSABLE = URI.create("https://unusable.invalid");
  private static final Pattern USERNAME = Pattern.compile("[a-z_][a-z0-9_-]{0,31}");
  private static final List<TokenEndpointAuthentication> WITH_SECRET =
      List.of(
          TokenEndpointAuthentication.CLIENT_SECRET_BASIC,
          TokenEndpointAuthentication.CLIENT_SECRET_POST);

  private ReadOpenId() {}

  static LoginMethodConfig.Oidc from(Section section, String name, String label) {
    URI issuer = section.value("openid", ReadOpenId::issuer, UNUSABLE);
    Optional<SecretText> secret = section.secret("client-secret");
    return new LoginMethodConfig.Oidc(
        new UpstreamSettings(
            name,
            label,
            issuer,
            section.required("client-id", Readings::text, "as registered there").orElse(""),
            secret,
            authentication(section, secret.isPresent()),
            scopes(section),
            section.value("recheck", Readings::flag, true),
            username(section),
            parameters(section),
            algorithms(section),
            section.value("ask-userinfo", Readings::flag, false),
            limits(section, issuer),
            section.value(
                "concurrency", Readings.number(1, 10_000), UpstreamSettings.DEFAULT_CONCURRENCY),
            section.value("sign-out", Readings::flag, true)));
  }

  /** Here a slash at the end belongs to the name: it must be what the provider calls itself. */
  private static URI issuer(String text) throws Mistake {
    URI uri = Readings.httpsUrl(text);
    if (text.contains("/.well-known/")) {
      throw new Mistake("should be the provider's issuer, without /.well-known/ and what follows");
    }
    return uri;
  }

  private static TokenEndpointAuthentication authentication(Section section, boolean secret) {
    Optional<TokenEndpointAuthentication> how =
        section.value(
            "client-authentication",
            Readings.oneOf(WITH_SECRET, way -> Readings.word(way).substring("client-".length())));
    if (how.isPresent() && !section.has("client-secret") && !section.has("client-secret-file")) {
      section.mistake("client-authentication", "has no effect without client-secret-file");
    }
    return secret
        ? how.orElse(TokenEndpointAuthentication.CLIENT_SECRET_BASIC)
        : TokenEndpointAuthentication.NONE;
  }

  private static List<String> scopes(Section section) {
    List<String> scopes = section.distinct("scopes", ReadOpenId::scope);
    if (section.has("scopes") && !scopes.contains("openid")) {
      section.mistake("scopes", "should have openid among them");
    }
    return scopes.contains("openid") ? scopes : UpstreamSettings.DEFAULT_SCOPES;
  }

  private static String scope(String text) throws Mistake {
    if (!text.matches("[!#-\\[\\]-~]+")) {
      throw new Mistake("is not a scope: separate them by commas, or write a list");
    }
    return text;
  }

  private static UsernameRule username(Section section) {
    return new UsernameRule(
        section.value("username-claim", Readings::text, "preferred_username"),
        section.value("username-pattern", Readings::pattern, USERNAME));
  }

  private static Map<String, String> parameters(Section section) {
    Map<String, String> parameters = section.texts("extra-parameters");
    List<String> ours =
        parameters.keySet().stream()
            .filter(UpstreamSettings.OWN_PARAMETERS::contains)
            .sorted()
            .toList();
    ours.forEach(
        parameter ->
            section.mistake(
                "extra-parameters",
                "sets " + parameter + ", which the gateway sets itself: remove it"));
    if (!UpstreamSettings.isMaxAge(parameters.get("max_age"))) {
      section.mistake("extra-parameters", "has a max_age that is no number of seconds");
      return Map.of();
    }
    return ours.isEmpty() ? parameters : Map.of();
  }

  private static List<String> algorithms(Section section) {
    List<String> algorithms =
        section.distinct("algorithms", Readings.oneOf(UpstreamSettings.ALGORITHMS, name -> name));
    return algorithms.isEmpty() ? UpstreamSettings.DEFAULT_ALGORITHMS : algorithms;
  }

  private static Limits limits(Section section, URI issuer) {
    Reach reach = section.value("reach", Readings.oneOf(Reach.class), Reach.PUBLIC);
    return new Limits(
        section.value(
            "connect-timeout", Readings.duration("100ms", "1m"), Limits.DEFAULT.connect()),
        section.value("timeout", Readings.duration("100ms", "1m"), Limits.DEFAULT.total()),
        Limits.DEFAULT.largestBody(),
        // An address on this machine says so itself.
        Readings.isLoopback(issuer.getHost()) ? Reach.LOOPBACK : reach);
  }
}
