package org.symbolon.mint;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.symbolon.client.Client;
import org.symbolon.client.SubjectType;
import org.symbolon.issuer.Issuer;
import org.symbolon.keys.MasterKey;
import org.symbolon.keys.Secrets;
import org.symbolon.protocol.ClientId;

/**
 * What stands in {@code sub}. An opaque subject is derived from a key of its own, made once for a
 * database and kept encrypted in it, so that no change of the master key changes it.
 */
public final class Subjects {
  /** Before the id of a client that acts for itself. */
  public static final String CLIENT = "client:";

  private static final String CONTEXT = "subjects";
  private static final String MAC = "HmacSHA256";

  private final SecretKeySpec key;

  /**
   * @param key 32 bytes
   */
  public Subjects(byte[] key) {
    this.key = new SecretKeySpec(key, MAC);
  }

  /** A new key as it is stored. */
  public static String newKey(MasterKey masterKey, SecureRandom random) {
    byte[] made = new byte[32];
    random.nextBytes(made);
    return masterKey.encrypt(
        Secrets.Kind.SUBJECT_KEY.purpose(), CONTEXT, Base64.getEncoder().encodeToString(made));
  }

  /**
   * With a stored key.
   *
   * @throws IllegalStateException when it can not be decrypted
   */
  public static Subjects open(MasterKey masterKey, String stored) {
    return new Subjects(
        Base64.getDecoder()
            .decode(masterKey.decrypt(Secrets.Kind.SUBJECT_KEY.purpose(), CONTEXT, stored)));
  }

  /**
   * The subject of a person's access tokens, which services know them by.
   *
   * @param person {@code Person.key()}
   * @param username the local name
   */
  public String ofPerson(Issuer issuer, String person, String username) {
    return switch (issuer.subjectForm()) {
      case LOCAL_NAME -> username;
      case OPAQUE -> hash(issuer, person);
    };
  }

  /**
   * The subject by which a client is told of a person: in ID tokens and userinfo, and where it asks
   * about its own tokens.
   *
   * @param person {@code Person.key()}
   * @param username the local name
   */
  public String toldTo(Client client, Issuer issuer, String person, String username) {
    return switch (client.openId().subjects()) {
      case SubjectType.Public open -> ofPerson(issuer, person, username);
      // OpenID Connect Core §8.1. A person's key has a fixed length, so no sector can stand in for
      // a
      // part of one.
      case SubjectType.Pairwise(String sector) -> hash(issuer, person + "@" + sector);
    };
  }

  /**
   * The subject of a client that acts for itself: no account's name has a colon, which separates
   * the fields of a password file.
   */
  public static String ofClient(ClientId client) {
    return CLIENT + client.value();
  }

  private String hash(Issuer issuer, String person) {
    byte[] text =
        (issuer.id().value().length() + ":" + issuer.id().value() + person)
            .getBytes(StandardCharsets.UTF_8);
    try {
      Mac mac = Mac.getInstance(MAC);
      mac.init(key);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(text));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
    }
  }
}
