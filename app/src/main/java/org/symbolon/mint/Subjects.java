package org.symbolon.mint;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.symbolon.issuer.Issuer;
import org.symbolon.keys.MasterKey;
import org.symbolon.protocol.ClientId;

/**
 * What stands in {@code sub}. An opaque subject is derived with the oldest master key, the last in
 * its file, so that a rotation does not change it; removing that line does.
 */
public final class Subjects {
  /** Before the id of a client that acts for itself. */
  public static final String CLIENT = "client:";

  private static final String PURPOSE = "subject";

  private final MasterKey masterKey;

  public Subjects(MasterKey masterKey) {
    this.masterKey = masterKey;
  }

  /**
   * The subject of a person's tokens.
   *
   * @param person {@code Person.key()}
   * @param username the local name
   */
  public String ofPerson(Issuer issuer, String person, String username) {
    return switch (issuer.subjectForm()) {
      case LOCAL_NAME -> username;
      case OPAQUE -> opaque(issuer, person);
    };
  }

  /**
   * The subject of a client that acts for itself: no account's name has a colon, which separates
   * the fields of a password file.
   */
  public static String ofClient(ClientId client) {
    return CLIENT + client.value();
  }

  private String opaque(Issuer issuer, String person) {
    byte[] text =
        (issuer.id().value().length() + ":" + issuer.id().value() + person)
            .getBytes(StandardCharsets.UTF_8);
    byte[] hash = masterKey.mac(masterKey.ids().getLast(), PURPOSE, text);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
  }
}
