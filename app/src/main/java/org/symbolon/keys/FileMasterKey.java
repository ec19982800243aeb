package org.symbolon.keys;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;

/**
 * The master key as a file has it: one line {@code id base64(32 bytes)} for each key, the active
 * one first, the oldest last, comments behind {@code #}. Every use has its own key, derived with
 * HKDF-SHA-256 (RFC 5869).
 */
public final class FileMasterKey implements MasterKey {
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final List<String> ids;
  private final Map<String, DerivedKeys> keys;
  private final SecureRandom random;

  private FileMasterKey(Map<String, byte[]> masters, SecureRandom random) {
    ids = List.copyOf(masters.keySet());
    Map<String, DerivedKeys> derived = new LinkedHashMap<>();
    masters.forEach((id, master) -> derived.put(id, new DerivedKeys(master)));
    keys = Map.copyOf(derived);
    this.random = random;
  }

  /**
   * Reads the file.
   *
   * @param random for nonces
   * @throws IllegalArgumentException naming the file, what is wrong with it and what to do; never
   *     the key
   */
  public static FileMasterKey load(Path file, SecureRandom random) {
    return new FileMasterKey(MasterKeyFile.read(file), random);
  }

  /** {@link #load(Path, SecureRandom)} with the platform's randomness. */
  public static FileMasterKey load(Path file) {
    return load(file, new SecureRandom());
  }

  /**
   * A new line for such a file; to rotate, put it before the lines that are there.
   *
   * @return ends with a line feed
   */
  public static String generate(SecureRandom random) {
    return MasterKeyFile.newLine(random);
  }

  @Override
  public String activeId() {
    return ids.getFirst();
  }

  @Override
  public List<String> ids() {
    return ids;
  }

  @Override
  public byte[] mac(String keyId, String purpose, byte[] text) {
    DerivedKeys key = keys.get(keyId);
    if (key == null) {
      throw new IllegalArgumentException("no master key has the id " + keyId);
    }
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key.forMac(purpose));
      return mac.doFinal(text);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
    }
  }

  @Override
  public String encrypt(String purpose, String context, String text) {
    String id = activeId();
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      byte[] sealed =
          cipher(Cipher.ENCRYPT_MODE, id, purpose, context, nonce)
              .doFinal(text.getBytes(StandardCharsets.UTF_8));
      byte[] whole =
          ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed).array();
      return id + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(whole);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("encryption under the master key " + id + " failed", e);
    }
  }

  @Override
  public String decrypt(String purpose, String context, String encrypted) {
    int dot = encrypted.indexOf('.');
    String id = dot < 0 ? "" : encrypted.substring(0, dot);
    if (!keys.containsKey(id)) {
      throw new IllegalStateException(
          "encrypted under the master key '" + printable(id) + "', which the file does not hold");
    }
    try {
      byte[] whole = Base64.getUrlDecoder().decode(encrypted.substring(dot + 1));
      if (whole.length < NONCE_BYTES) {
        throw new IllegalStateException("too short to be encrypted under the master key " + id);
      }
      byte[] nonce = new byte[NONCE_BYTES];
      System.arraycopy(whole, 0, nonce, 0, NONCE_BYTES);
      byte[] text =
          cipher(Cipher.DECRYPT_MODE, id, purpose, context, nonce)
              .doFinal(whole, NONCE_BYTES, whole.length - NONCE_BYTES);
      return new String(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException | GeneralSecurityException e) {
      throw new IllegalStateException(
          "not encrypted under the master key " + id + " as it is now, or changed since", e);
    }
  }

  private Cipher cipher(int mode, String id, String purpose, String context, byte[] nonce)
      throws GeneralSecurityException {
    DerivedKeys key = keys.get(id);
    if (key == null) {
      throw new IllegalStateException("no master key has the id " + id);
    }
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key.forEncryption(purpose), new GCMParameterSpec(TAG_BITS, nonce));
    // The length keeps ("a", "bc") and ("ab", "c") apart.
    cipher.updateAAD((purpose.length() + ":" + purpose + context).getBytes(StandardCharsets.UTF_8));
    return cipher;
  }

  /** What is stored may be anything: a key id in a message is short and plain. */
  private static String printable(String id) {
    return MasterKeyFile.isId(id) ? id : "?";
  }

  @Override
  public String toString() {
    return "FileMasterKey" + ids;
  }
}
