package org.symbolon.verify;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.Ed25519Verifier;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.SignedJWT;
import java.util.Set;
import java.util.stream.Collectors;
import org.symbolon.client.SecurityProfile;
import org.symbolon.keys.CryptoProvider;

/** Whether one of somebody's keys signed this. */
final class Signatures {
  /** JWS names by which a private key signs. */
  static final Set<String> ASYMMETRIC =
      Set.of(
          "ES256", "ES384", "ES512", "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "EdDSA");

  private Signatures() {}

  /** Those of them that a client held to this profile may use. */
  static Set<String> asymmetric(SecurityProfile profile) {
    return ASYMMETRIC.stream().filter(profile::allows).collect(Collectors.toUnmodifiableSet());
  }

  static boolean verifies(SignedJWT token, JWK key) {
    try {
      return token.verify(verifier(token.getHeader(), key));
    } catch (JOSEException e) {
      // What does not fit together is no signature.
      return false;
    }
  }

  /** By the key's kind: no header makes a public key a shared secret (RFC 8725 §2.1). */
  static JWSVerifier verifier(JWSHeader header, JWK key) throws JOSEException {
    return switch (key) {
      case OctetSequenceKey secret -> new MACVerifier(secret);
      case OctetKeyPair edwards -> new Ed25519Verifier(edwards.toPublicJWK());
      case RSAKey rsa when !RsaKeys.fits(rsa) ->
          throw new JOSEException("an RSA key should have " + RsaKeys.RULE);
      case AsymmetricJWK other -> {
        JWSVerifier verifier =
            new DefaultJWSVerifierFactory().createJWSVerifier(header, other.toPublicKey());
        CryptoProvider.fastest().use(verifier.getJCAContext());
        yield verifier;
      }
      default -> throw new JOSEException("a key of an unknown kind");
    };
  }
}
