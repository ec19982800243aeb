package org.symbolon.authorize;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.symbolon.issuer.Issuer;
import org.symbolon.login.ReplyTo;
import org.symbolon.protocol.DescriptionText;
import org.symbolon.protocol.ProtocolError;

/**
 * The answer to an authorization request, a good one or an error (RFC 6749 §4.1.2), on its way to
 * the client's redirect URI.
 *
 * @param parameters in their order, with {@code state} and {@code iss} (RFC 9207)
 */
public record AuthorizationAnswer(ReplyTo to, Map<String, String> parameters) {
  public AuthorizationAnswer {
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
  }

  /**
   * @param result what the client asked for: {@code code} and whatever else its response type says
   */
  public static AuthorizationAnswer of(Issuer issuer, ReplyTo to, Map<String, String> result) {
    Map<String, String> parameters = new LinkedHashMap<>(result);
    to.state().ifPresent(value -> parameters.put("state", value));
    parameters.put("iss", issuer.url().toString());
    return new AuthorizationAnswer(to, parameters);
  }

  public static AuthorizationAnswer error(Issuer issuer, ReplyTo to, ProtocolError error) {
    Map<String, String> result = new LinkedHashMap<>();
    result.put("error", error.code().text());
    result.put("error_description", DescriptionText.safe(error.description()));
    return of(issuer, to, result);
  }

  /** The address that carries it; for a form, the address that it is posted to. */
  public String location() {
    String redirectUri = to.redirectUri();
    return switch (to.mode()) {
      // RFC 6749 §3.1.2: a query of its own is retained.
      case QUERY -> redirectUri + (redirectUri.indexOf('?') < 0 ? "?" : "&") + encoded();
      // No registered address has a fragment of its own.
      case FRAGMENT -> redirectUri + "#" + encoded();
      case FORM_POST -> redirectUri;
    };
  }

  private String encoded() {
    return parameters.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + encoded(entry.getValue()))
        .collect(Collectors.joining("&"));
  }

  /** Encodes line breaks too, so that no value can end a header. */
  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** Its values are secrets. */
  @Override
  public String toString() {
    return "AuthorizationAnswer[" + to.redirectUri() + ", " + parameters.keySet() + "]";
  }
}
