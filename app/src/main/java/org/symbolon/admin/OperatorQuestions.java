package org.symbolon.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.symbolon.explain.EntitledWords;
import org.symbolon.explain.ExplanationJson;
import org.symbolon.explain.Inquiry;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.IssuerId;
import org.symbolon.protocol.Parameters;
import org.symbolon.protocol.ProtocolException;
import org.symbolon.resolve.Inquiries;

/**
 * What operators ask about anybody: {@code user} (none: the client itself), {@code client}, {@code
 * scope}, {@code issuer} (none: the first) and {@code claims}, a JSON object.
 */
public final class OperatorQuestions {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Supplier<Map<IssuerId, Inquiry>> issuers;

  /**
   * @param issuers in the order of the configuration; asked for at each question
   */
  public OperatorQuestions(Supplier<Map<IssuerId, Inquiry>> issuers) {
    this.issuers = issuers;
  }

  /**
   * Why is it decided like this?
   *
   * @return JSON values
   * @throws ProtocolException {@code invalid_request}, {@code invalid_scope}
   */
  public Map<String, Object> explain(Parameters query) {
    Inquiry inquiry = inquiry(query);
    return ExplanationJson.of(
        inquiry.explain(
            subject(query, inquiry), query.required("client"), query.required("scope")));
  }

  /**
   * What may somebody have?
   *
   * @return JSON values
   * @throws ProtocolException {@code invalid_request}
   */
  public Map<String, Object> may(Parameters query) {
    Inquiry inquiry = inquiry(query);
    return EntitledWords.json(inquiry.may(subject(query, inquiry), query.required("client")));
  }

  private Inquiry inquiry(Parameters query) {
    Map<IssuerId, Inquiry> known = issuers.get();
    return query
        .one("issuer")
        .map(id -> Optional.ofNullable(known.get(new IssuerId(id))))
        .orElseGet(() -> known.values().stream().findFirst())
        .orElseThrow(
            () ->
                ProtocolException.of(
                    ErrorCode.INVALID_REQUEST, "there is no issuer of this id here"));
  }

  private static Optional<Inquiries.Subject> subject(Parameters query, Inquiry inquiry) {
    return query.one("user").map(user -> inquiry.byName(user, claims(query)));
  }

  private static Map<String, Object> claims(Parameters query) {
    Map<String, Object> claims;
    try {
      claims =
          JSON.readValue(
              query.one("claims").orElse("{}"), new TypeReference<Map<String, Object>>() {});
    } catch (JsonProcessingException e) {
      throw noObject();
    }
    if (claims == null) {
      throw noObject();
    }
    // What is null says nothing.
    claims.values().removeIf(Objects::isNull);
    return claims;
  }

  private static ProtocolException noObject() {
    return ProtocolException.of(ErrorCode.INVALID_REQUEST, "claims should be a JSON object");
  }
}
