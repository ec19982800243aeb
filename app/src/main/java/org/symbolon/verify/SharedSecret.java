package org.symbolon.verify;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.symbolon.protocol.SecretText;

/** The one secret by which both sides sign (OpenID Connect Core §10.1). */
final class SharedSecret implements PublicKeys {
  private final OctetSequenceKey secret;

  SharedSecret(SecretText secret) {
    this.secret =
        new OctetSequenceKey.Builder(secret.value().getBytes(StandardCharsets.UTF_8)).build();
  }

  @Override
  public Found all() {
    return new Found.Keys(List.of());
  }

  @Override
  public Found matching(JWSHeader header) {
    return new Found.Keys(List.of(secret));
  }
}
