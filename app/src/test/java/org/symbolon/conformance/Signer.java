package org.symbolon.conformance;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.factories.DefaultJWSSignerFactory;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

/** A key, and by which algorithm it signs. */
record Signer(JWK key, JWSAlgorithm algorithm) {
  static Signer es256(String id) {
    try {
      return new Signer(new ECKeyGenerator(Curve.P_256).keyID(id).generate(), JWSAlgorithm.ES256);
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  static Signer ps256(String id) {
    try {
      return new Signer(new RSAKeyGenerator(2048).keyID(id).generate(), JWSAlgorithm.PS256);
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The same key, signing in another way. */
  Signer by(JWSAlgorithm other) {
    return new Signer(key, other);
  }

  /** Names its key by id. */
  String sign(JWTClaimsSet claims) {
    return sign(new JWSHeader.Builder(algorithm).keyID(key.getKeyID()).build(), claims);
  }

  /** Shows its key (RFC 9449 §4.2). */
  String prove(JWTClaimsSet claims) {
    return sign(
        new JWSHeader.Builder(algorithm)
            .type(new JOSEObjectType("dpop+jwt"))
            .jwk(key.toPublicJWK())
            .build(),
        claims);
  }

  private String sign(JWSHeader header, JWTClaimsSet claims) {
    try {
      SignedJWT jwt = new SignedJWT(header, claims);
      jwt.sign(new DefaultJWSSignerFactory().createJWSSigner(key, algorithm));
      return jwt.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }
}
