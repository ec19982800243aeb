package org.symbolon.bench;

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
import java.util.Date;
import org.symbolon.keys.CryptoProvider;

/** One client's key, and its proofs of possession for one endpoint (RFC 9449 §4.2). */
public final class Proofs {
  private final JWSHeader header;
  private final ECDSASigner signer;
  private final String target;
  private final String prefix = Long.toString(System.nanoTime(), Character.MAX_RADIX) + "-";
  private long made;

  /**
   * @param target the endpoint's address, to be posted to
   */
  public Proofs(String target) {
    this.target = target;
    try {
      ECKey key = new ECKeyGenerator(Curve.P_256).generate();
      header =
          new JWSHeader.Builder(JWSAlgorithm.ES256)
              .type(new JOSEObjectType("dpop+jwt"))
              .jwk(key.toPublicJWK())
              .build();
      signer = new ECDSASigner(key);
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
    // The load shares the machine with the server.
    CryptoProvider.fastest().use(signer.getJCAContext());
  }

  /** Each is good for one request. */
  public String next() {
    SignedJWT proof =
        new SignedJWT(
            header,
            new JWTClaimsSet.Builder()
                .jwtID(prefix + made++)
                .claim("htm", "POST")
                .claim("htu", target)
                .issueTime(new Date())
                .build());
    try {
      proof.sign(signer);
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
    return proof.serialize();
  }
}
