package org.symbolon.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.opts.AllowWeakRSAKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.math.BigInteger;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever sends a key must not choose how long the gateway computes with it. */
class RsaKeysTest {
  private static final BigInteger USUAL = BigInteger.valueOf(65537);

  @ParameterizedTest
  @ValueSource(ints = {5, 8})
  void keys_of_usual_sizes_verify(int primes) throws JOSEException {
    RSAKey key = TestRsa.key(primes, USUAL);
    assertThat(Signatures.verifies(signed(new RSASSASigner(key)), key)).isTrue();
  }

  @Test
  void a_signature_by_a_larger_key_is_not_even_checked() throws JOSEException {
    RSAKey key = TestRsa.key(10, USUAL);
    assertThat(Signatures.verifies(signed(new RSASSASigner(key)), key)).isFalse();
  }

  @Test
  void nor_is_one_by_a_smaller_key() throws JOSEException {
    RSAKey key = TestRsa.key(3, USUAL);
    RSASSASigner signer =
        new RSASSASigner(key.toPrivateKey(), Set.of(AllowWeakRSAKey.getInstance()));
    assertThat(Signatures.verifies(signed(signer), key)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(longs = {3, 65537, 4294967291L})
  void exponents_of_up_to_32_bits_are_usual(long exponent) throws JOSEException {
    RSAKey key = TestRsa.key(5, BigInteger.valueOf(exponent));
    assertThat(Signatures.verifies(signed(new RSASSASigner(key)), key)).isTrue();
  }

  @Test
  void a_long_exponent_costs_as_much_as_signing_and_is_not_taken() throws JOSEException {
    RSAKey key = TestRsa.key(5, BigInteger.TWO.pow(521).subtract(BigInteger.ONE));
    assertThat(Signatures.verifies(signed(new RSASSASigner(key)), key)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 65536})
  void an_exponent_that_is_none_is_not_taken(int exponent) {
    RSAKey usual = TestRsa.key(5, USUAL);
    RSAKey odd =
        new RSAKey.Builder(usual.getModulus(), Base64URL.encode(BigInteger.valueOf(exponent)))
            .build();
    assertThat(RsaKeys.fits(odd)).isFalse();
  }

  private static SignedJWT signed(RSASSASigner signer) throws JOSEException {
    SignedJWT token =
        new SignedJWT(
            new JWSHeader(JWSAlgorithm.RS256), new JWTClaimsSet.Builder().subject("x").build());
    token.sign(signer);
    return token;
  }
}
