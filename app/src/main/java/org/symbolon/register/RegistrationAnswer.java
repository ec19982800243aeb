package org.symbolon.register;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.symbolon.client.RegisteredClient;
import org.symbolon.issuer.Issuer;

/**
 * What a client is answered (RFC 7591 §3.2.1): only what is registered, so without members at their
 * default. oidc-agent breaks on booleans it did not send.
 */
final class RegistrationAnswer {
  private final Issuer issuer;

  RegistrationAnswer(Issuer issuer) {
    this.issuer = issuer;
  }

  /**
   * @param secret where it is new: an older one is not known here any more
   */
  Map<String, Object> with(RegisteredClient client, Optional<String> secret, String management) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("client_id", client.id().value());
    secret.ifPresent(text -> answer.put("client_secret", text));
    client
        .secret()
        .map(RegisteredClient.Secret::expires)
        .map(expires -> expires.equals(Instant.MAX) ? 0L : expires.getEpochSecond())
        // RFC 7591 §3.2.1: required beside a secret, and 0 where it does not expire by itself.
        .filter(expires -> secret.isPresent() || expires > 0)
        .ifPresent(expires -> answer.put("client_secret_expires_at", expires));
    answer.put("registration_access_token", management);
    answer.put(
        "registration_client_uri",
        issuer.url() + issuer.paths().registration() + "/" + client.id().value());
    answer.putAll(client.metadata().members());
    return answer;
  }
}
