package org.symbolon.keys;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.Ed25519Signer;
import com.nimbusds.jose.crypto.Ed25519Verifier;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.JWKGenerator;
import com.nimbusds.jose.jwk.gen.OctetKeyPairGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The signature algorithms offered (RFC 7518 §3.1, RFC 8037 §3.1). ES256 and RS256 work anywhere.
 */
public enum SigningAlgorithm {
  ES256(JWSAlgorithm.ES256, Curve.P_256, "SHA-256"),
  ES384(JWSAlgorithm.ES384, Curve.P_384, "SHA-384"),
  ES512(JWSAlgorithm.ES512, Curve.P_521, "SHA-512"),
  RS256(JWSAlgorithm.RS256, null, "SHA-256"),
  RS384(JWSAlgorithm.RS384, null, "SHA-384"),
  RS512(JWSAlgorithm.RS512, null, "SHA-512"),
  EDDSA(JWSAlgorithm.EdDSA, Curve.Ed25519, "SHA-512");

  /** What verifiers of the field expect; larger keys cost each of them. */
  private static final int RSA_BITS = 2048;

  private static final Map<String, SigningAlgorithm> BY_NAME =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(SigningAlgorithm::text, Function.identity()));

  private final JWSAlgorithm jws;
  private final Optional<Curve> curve;
  private final String hash;

  SigningAlgorithm(JWSAlgorithm jws, @Nullable Curve curve, String hash) {
    this.jws = jws;
    this.curve = Optional.ofNullable(curve);
    this.hash = hash;
  }

  /** By the name a configuration and {@code alg} use: {@code ES256}, {@code EdDSA}. */
  public static Optional<SigningAlgorithm> of(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  /** The names of all. */
  public static List<String> names() {
    return Arrays.stream(values()).map(SigningAlgorithm::text).toList();
  }

  /** As {@code alg} has it. */
  public String text() {
    return jws.getName();
  }

  /** The hash of {@code at_hash} (OpenID Connect Core §3.1.3.6), as Java names it. */
  public String hash() {
    return hash;
  }

  JWSAlgorithm jws() {
    return jws;
  }

  /** A new key pair; its id is its thumbprint (RFC 7638). */
  JWK generate(SecureRandom random) throws JOSEException {
    JWKGenerator<? extends JWK> generator =
        switch (this) {
          case ES256, ES384, ES512 -> new ECKeyGenerator(curve.orElseThrow());
          case RS256, RS384, RS512 -> new RSAKeyGenerator(RSA_BITS);
          case EDDSA -> new OctetKeyPairGenerator(curve.orElseThrow());
        };
    return generator
        .secureRandom(random)
        .algorithm(jws)
        .keyUse(KeyUse.SIGNATURE)
        .keyIDFromThumbprint(true)
        .generate();
  }

  JWSSigner signer(JWK key, CryptoProvider provider) throws JOSEException {
    return switch (this) {
      case ES256, ES384, ES512 -> {
        ECDSASigner signer =
            new ECDSASigner(
                provider.privateKey("EC", key.toECKey().toECPrivateKey()), curve.orElseThrow());
        provider.use(signer.getJCAContext());
        yield signer;
      }
      case RS256, RS384, RS512 -> {
        RSASSASigner signer =
            new RSASSASigner(provider.privateKey("RSA", key.toRSAKey().toRSAPrivateKey()));
        provider.use(signer.getJCAContext());
        yield signer;
      }
      case EDDSA -> new Ed25519Signer(key.toOctetKeyPair());
    };
  }

  JWSVerifier verifier(JWK key, CryptoProvider provider) throws JOSEException {
    return switch (this) {
      case ES256, ES384, ES512 -> {
        ECDSAVerifier verifier = new ECDSAVerifier(key.toECKey());
        provider.use(verifier.getJCAContext());
        yield verifier;
      }
      case RS256, RS384, RS512 -> {
        RSASSAVerifier verifier = new RSASSAVerifier(key.toRSAKey());
        provider.use(verifier.getJCAContext());
        yield verifier;
      }
      case EDDSA -> new Ed25519Verifier(key.toOctetKeyPair().toPublicJWK());
    };
  }
}
