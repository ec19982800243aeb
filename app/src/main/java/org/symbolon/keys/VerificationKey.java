package org.symbolon.keys;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.util.Base64URL;

/** A published key. Any number of threads may use it. */
public final class VerificationKey {
  private final String kid;
  private final SigningAlgorithm algorithm;
  private final JWSVerifier verifier;

  VerificationKey(String kid, SigningAlgorithm algorithm, JWSVerifier verifier) {
    this.kid = kid;
    this.algorithm = algorithm;
    this.verifier = verifier;
  }

  public String kid() {
    return kid;
  }

  public SigningAlgorithm algorithm() {
    return algorithm;
  }

  /**
   * Whether the signature is this key's, made with this key's algorithm; the header is not asked
   * which that is (RFC 8725 §3.1).
   */
  public boolean verifies(JWSHeader header, byte[] signingInput, Base64URL signature) {
    if (!algorithm.jws().equals(header.getAlgorithm())) {
      return false;
    }
    try {
      return verifier.verify(header, signingInput, signature);
    } catch (JOSEException e) {
      // What cannot even be read as a signature is none.
      return false;
    }
  }
}
