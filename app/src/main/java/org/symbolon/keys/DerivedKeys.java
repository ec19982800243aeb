package org.symbolon.keys;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;

/** The keys derived from one master key: one for each purpose and use, kept once derived. */
final class DerivedKeys {
  private static final int BYTES = 32;
  private static final byte[] SALT = "symbolon master key 1".getBytes(StandardCharsets.US_ASCII);

  private final byte[] master;
  private final Map<String, SecretKey> derived = new ConcurrentHashMap<>();

  DerivedKeys(byte[] master) {
    this.master = master.clone();
  }

  SecretKey forMac(String purpose) {
    return derived.computeIfAbsent("mac:" + purpose, info -> derive("HmacSHA256", info));
  }

  SecretKey forEncryption(String purpose) {
    return derived.computeIfAbsent("encrypt:" + purpose, info -> derive("AES", info));
  }

  /** RFC 5869 §2: extract and expand, the purpose as info. */
  private SecretKey derive(String algorithm, String info) {
    try {
      return KDF.getInstance("HKDF-SHA256")
          .deriveKey(
              algorithm,
              HKDFParameterSpec.ofExtract()
                  .addIKM(master)
                  .addSalt(SALT)
                  .thenExpand(info.getBytes(StandardCharsets.UTF_8), BYTES));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Java 25 has HKDF-SHA256", e);
    }
  }
}
