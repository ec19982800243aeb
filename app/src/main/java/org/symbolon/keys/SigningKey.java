package org.symbolon.keys;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A key that signs. Any number of threads may use it. */
public final class SigningKey {
  private final String kid;
  private final SigningAlgorithm algorithm;
  private final JWSSigner signer;
  private final Map<String, Header> headers = new ConcurrentHashMap<>();

  SigningKey(String kid, SigningAlgorithm algorithm, JWSSigner signer) {
    this.kid = kid;
    this.algorithm = algorithm;
    this.signer = signer;
  }

  public String kid() {
    return kid;
  }

  public SigningAlgorithm algorithm() {
    return algorithm;
  }

  /**
   * The protected header's JSON for a token of this media type.
   *
   * @param type {@code typ}, one of few constants
   */
  public byte[] header(String type) {
    return headerFor(type).bytes.clone();
  }

  /**
   * Signs (RFC 7515 §5.1).
   *
   * @param payload JSON
   * @return the compact serialisation
   */
  public String sign(String type, byte[] payload) {
    Header header = headerFor(type);
    String input = header.encoded + "." + Base64URL.encode(payload);
    try {
      return input + "." + signer.sign(header.header, input.getBytes(StandardCharsets.US_ASCII));
    } catch (JOSEException e) {
      throw new IllegalStateException("signing with the key " + kid + " failed", e);
    }
  }

  private Header headerFor(String type) {
    return headers.computeIfAbsent(
        type,
        media -> {
          JWSHeader header =
              new JWSHeader.Builder(algorithm.jws())
                  .type(new JOSEObjectType(media))
                  .keyID(kid)
                  .build();
          Base64URL encoded = header.toBase64URL();
          return new Header(header, encoded, encoded.decode());
        });
  }

  /**
   * @param bytes of what is signed, as a verifier decodes it
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Header(JWSHeader header, Base64URL encoded, byte[] bytes) {}

  @Override
  public String toString() {
    return algorithm.text() + " key " + kid;
  }
}
