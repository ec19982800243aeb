package org.symbolon.verify;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.symbolon.protocol.Call;
import org.symbolon.protocol.Parameters;

/** A client's key and the proofs it makes. */
public final class TestDpop {
  private final ECKey key = newKey();

  static ECKey newKey() {
    try {
      return new ECKeyGenerator(Curve.P_256).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  ECKey key() {
    return key;
  }

  public String thumbprint() {
    try {
      return key.computeThumbprint().toString();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A good proof. */
  public String proof(String method, String address, Instant now) {
    return proof(method, address, now, claims -> claims);
  }

  /** A good proof for an access token. */
  public String proof(String method, String address, Instant now, String accessToken) {
    return proof(method, address, now, claims -> claims.claim("ath", hash(accessToken)));
  }

  /** A proof with other claims. */
  public String proof(
      String method, String address, Instant now, UnaryOperator<JWTClaimsSet.Builder> change) {
    return signed(header().build(), claims(method, address, now, change));
  }

  static JWTClaimsSet claims(
      String method, String address, Instant now, UnaryOperator<JWTClaimsSet.Builder> change) {
    return change
        .apply(
            new JWTClaimsSet.Builder()
                .jwtID(UUID.randomUUID().toString())
                .claim("htm", method)
                .claim("htu", address)
                .issueTime(Date.from(now)))
        .build();
  }

  JWSHeader.Builder header() {
    return new JWSHeader.Builder(JWSAlgorithm.ES256)
        .type(new JOSEObjectType("dpop+jwt"))
        .jwk(key.toPublicJWK());
  }

  String signed(JWSHeader header, JWTClaimsSet claims) {
    try {
      SignedJWT jwt = new SignedJWT(header, claims);
      jwt.sign(new ECDSASigner(key));
      return jwt.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A post with this proof. */
  public static Call with(Call call, String address, String... proofs) {
    return new Call(
        call.method(),
        List.of(java.net.URI.create(address)),
        call.authorization(),
        call.form(),
        List.of(proofs),
        call.certificates(),
        call.address());
  }

  /** A request of a resource by GET. */
  public static Call get(String address, Optional<String> authorization, String... proofs) {
    return new Call(
        "GET",
        List.of(java.net.URI.create(address)),
        authorization,
        new Parameters(java.util.Map.of()),
        List.of(proofs),
        List.of(),
        "192.0.2.7");
  }

  public static String hash(String text) {
    try {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(
              MessageDigest.getInstance("SHA-256")
                  .digest(text.getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
