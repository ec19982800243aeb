package org.symbolon.keys;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import java.security.SecureRandom;
import java.text.ParseException;
import java.time.Instant;
import java.util.Map;
import org.symbolon.protocol.IssuerId;

/** A stored key, decrypted and ready. */
record LoadedKey(
    StoredKey stored,
    Map<String, Object> publicMembers,
    SigningKey signing,
    VerificationKey verification) {
  private static final String PURPOSE = Secrets.Kind.SIGNING_KEY.purpose();

  /** A new key as it goes to the store. */
  static StoredKey generate(
      IssuerId issuer,
      SigningAlgorithm algorithm,
      KeyState state,
      Instant now,
      MasterKey masterKey,
      SecureRandom random) {
    try {
      JWK key = algorithm.generate(random);
      return new StoredKey(
          key.getKeyID(),
          issuer,
          algorithm.text(),
          state,
          key.toPublicJWK().toJSONString(),
          masterKey.encrypt(PURPOSE, context(issuer, key.getKeyID()), key.toJSONString()),
          now);
    } catch (JOSEException e) {
      throw new IllegalStateException("no " + algorithm.text() + " key could be made", e);
    }
  }

  /**
   * @throws IllegalStateException naming the key, when it cannot be decrypted or is not what the
   *     store says it is
   */
  static LoadedKey open(StoredKey stored, MasterKey masterKey, CryptoProvider provider) {
    String name =
        "the signing key " + stored.kid() + " of issuer " + stored.issuer() + " in the database";
    try {
      SigningAlgorithm algorithm =
          SigningAlgorithm.of(stored.algorithm())
              .orElseThrow(() -> new IllegalStateException("an unknown algorithm"));
      JWK key =
          JWK.parse(
              masterKey.decrypt(
                  PURPOSE, context(stored.issuer(), stored.kid()), stored.encryptedPrivateJwk()));
      // What is published comes from the authenticated private key, not from the column beside it.
      if (!key.computeThumbprint().toString().equals(stored.kid())
          || !algorithm.jws().equals(key.getAlgorithm())
          || !KeyUse.SIGNATURE.equals(key.getKeyUse())) {
        throw new IllegalStateException("it is not the key that its row says");
      }
      return new LoadedKey(
          stored,
          key.toPublicJWK().toJSONObject(),
          new SigningKey(stored.kid(), algorithm, algorithm.signer(key, provider)),
          new VerificationKey(
              stored.kid(), algorithm, algorithm.verifier(key.toPublicJWK(), provider)));
    } catch (JOSEException | ParseException e) {
      // Neither message nor cause of these may quote the key: the type says enough.
      throw new IllegalStateException(name + " is unusable: " + e.getClass().getSimpleName());
    } catch (IllegalStateException e) {
      throw new IllegalStateException(name + " is unusable: " + e.getMessage(), e);
    }
  }

  private static String context(IssuerId issuer, String kid) {
    return issuer.value() + "/" + kid;
  }

  @Override
  public String toString() {
    return stored.state() + " " + signing;
  }
}
