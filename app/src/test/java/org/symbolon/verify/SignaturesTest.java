package org.symbolon.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.Ed25519Signer;
import com.nimbusds.jose.crypto.factories.DefaultJWSSignerFactory;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.OctetKeyPairGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SignaturesTest {
  /** They take long to make. */
  private static final JWK RSA = rsa();

  private static final JWK OTHER_RSA = rsa();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ES256", "ES384", "ES512", "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "EdDSA"
      })
  void of_every_algorithm_only_the_signature_itself_will_do(String algorithm) throws Exception {
    JWK key = key(algorithm, RSA);
    SignedJWT token = signed(algorithm, key);
    byte[] signature = token.getSignature().decode();
    byte[] flipped = signature.clone();
    flipped[signature.length / 2] ^= 1;
    byte[] ones = new byte[signature.length];
    Arrays.fill(ones, (byte) 0xff);

    assertThat(Signatures.verifies(token, key)).isTrue();
    assertThat(Signatures.verifies(token, key(algorithm, OTHER_RSA))).isFalse();
    assertThat(Signatures.verifies(with(token, flipped), key)).isFalse();
    assertThat(Signatures.verifies(with(token, new byte[signature.length]), key)).isFalse();
    assertThat(Signatures.verifies(with(token, ones), key)).isFalse();
    assertThat(Signatures.verifies(with(token, Arrays.copyOf(signature, 10)), key)).isFalse();
    assertThat(Signatures.verifies(with(token, new byte[1]), key)).isFalse();
  }

  private static SignedJWT signed(String algorithm, JWK key) throws Exception {
    SignedJWT token =
        new SignedJWT(
            new JWSHeader(JWSAlgorithm.parse(algorithm)),
            new JWTClaimsSet.Builder().subject("ana").build());
    token.sign(
        key instanceof OctetKeyPair edwards
            ? new Ed25519Signer(edwards)
            : new DefaultJWSSignerFactory().createJWSSigner(key, JWSAlgorithm.parse(algorithm)));
    return token;
  }

  private static SignedJWT with(SignedJWT token, byte[] signature) throws Exception {
    String[] parts = token.serialize().split("\\.", -1);
    return new SignedJWT(
        new Base64URL(parts[0]), new Base64URL(parts[1]), Base64URL.encode(signature));
  }

  private static JWK key(String algorithm, JWK rsa) throws Exception {
    return switch (algorithm) {
      case "ES256" -> new ECKeyGenerator(Curve.P_256).generate();
      case "ES384" -> new ECKeyGenerator(Curve.P_384).generate();
      case "ES512" -> new ECKeyGenerator(Curve.P_521).generate();
      case "EdDSA" -> new OctetKeyPairGenerator(Curve.Ed25519).generate();
      default -> rsa;
    };
  }

  private static JWK rsa() {
    try {
      return new RSAKeyGenerator(2048).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }
}
