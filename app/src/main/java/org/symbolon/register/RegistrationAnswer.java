package org.symbolon.register;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.symbolon.client.RegisteredMetadata;
import org.symbolon.issuer.Issuer;
import org.symbolon.protocol.ClientId;

/**
 * What a client is answered (RFC 7591 §3.2.1): only what is registered, so without members at their
 * default. oidc-agent breaks on booleans it did not send.
 */
final class RegistrationAnswer {
  private final Issuer issuer;

  RegistrationAnswer(Issuer issuer) {
    this.issuer = issuer;
  }

  Map<String, Object> with(
      ClientId id, RegisteredMetadata metadata, Optional<String> secret, String management) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("client_id", id.value());
    secret.ifPresent(
        text -> {
          answer.put("client_secret", text);
          // RFC 7591 §3.2.1: it does not expire by itself.
          answer.put("client_secret_expires_at", 0);
        });
    answer.put("registration_access_token", management);
    answer.put(
        "registration_client_uri", issuer.url() + issuer.paths().registration() + "/" + id.value());
    answer.putAll(metadata.members());
    return answer;
  }
}
