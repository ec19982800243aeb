package org.symbolon.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.symbolon.client.Client.Authentication;
import org.symbolon.protocol.SecretHash;

/** Reads how a client proves who it is: {@code public}, or one or more secrets. */
final class ReadClientSecrets {
  /** A hash that anyone can compute quickly protects only what nobody can guess. */
  private static final int SHORTEST = 32;

  private ReadClientSecrets() {}

  static Authentication from(Section section) {
    boolean open = section.value("public", Readings::flag, false);
    List<SecretHash> hashes = new ArrayList<>(section.distinct("secret-sha256", hash()));
    Optional<SecretHash> inFile =
        section.value(
            "secret-file",
            text ->
                clear(
                    SecretFile.read(Readings.path(section.context().directory()).read(text))
                        .value()));
    inFile.filter(hash -> !hashes.contains(hash)).ifPresent(hashes::add);
    boolean secret = section.has("secret-sha256") || section.has("secret-file");
    section.misplaced(
        "secret",
        "should not be written here in clear: give its SHA-256 as secret-sha256, or its file as"
            + " secret-file");
    if (open && secret) {
      section.mistake("public", "is true, but there is a secret: a public client has none");
    }
    if (!open && !secret && !section.written().contains("secret")) {
      section.mistake("needs secret-sha256 or secret-file, or public: true if it can keep none");
    }
    return hashes.isEmpty() ? new Authentication.None() : new Authentication.Secret(hashes);
  }

  private static Reading<SecretHash> hash() {
    return text -> {
      if (!text.matches("[0-9a-f]{64}")) {
        throw new Mistake(
            "should be 64 hexadecimal digits in lower case, as printf %s SECRET | sha256sum says");
      }
      return new SecretHash(text);
    };
  }

  static SecretHash clear(String secret) throws Mistake {
    if (secret.length() < SHORTEST) {
      throw new Mistake(
          "holds a secret of fewer than "
              + SHORTEST
              + " characters, which can be guessed: make a longer one at random");
    }
    return SecretHash.of(secret);
  }
}
