package org.symbolon.authorize;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.symbolon.issuer.Issuer;
import org.symbolon.protocol.DescriptionText;
import org.symbolon.protocol.ProtocolError;

/** The answer in a redirect (RFC 6749 §4.1.2), each with {@code iss} (RFC 9207). */
final class Redirect {
  private final Issuer issuer;
  private final String redirectUri;
  private final Optional<String> state;

  /**
   * @param redirectUri checked: nothing goes to any other
   */
  Redirect(Issuer issuer, String redirectUri, Optional<String> state) {
    this.issuer = issuer;
    this.redirectUri = redirectUri;
    this.state = state;
  }

  String withCode(String code) {
    Map<String, String> answer = new LinkedHashMap<>();
    answer.put("code", code);
    return with(answer);
  }

  String withError(ProtocolError error) {
    Map<String, String> answer = new LinkedHashMap<>();
    answer.put("error", error.code().text());
    answer.put("error_description", DescriptionText.safe(error.description()));
    return with(answer);
  }

  private String with(Map<String, String> answer) {
    state.ifPresent(value -> answer.put("state", value));
    answer.put("iss", issuer.url().toString());
    String query =
        answer.entrySet().stream()
            .map(entry -> entry.getKey() + "=" + encoded(entry.getValue()))
            .collect(Collectors.joining("&"));
    // RFC 6749 §3.1.2: a query of its own is retained.
    return redirectUri + (redirectUri.indexOf('?') < 0 ? "?" : "&") + query;
  }

  /** Encodes line breaks too, so that no value can end a header. */
  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
