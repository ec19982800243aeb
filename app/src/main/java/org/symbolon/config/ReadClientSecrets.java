package org.symbolon.config;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.symbolon.client.CertificateName;
import org.symbolon.client.Client.Authentication;
import org.symbolon.client.Client.Authentication.Sent;
import org.symbolon.client.ClientKeys;
import org.symbolon.protocol.SecretHash;
import org.symbolon.protocol.SecretText;

/** Reads how a client proves who it is: {@code public}, one or more secrets, or its keys. */
final class ReadClientSecrets {
  /** A hash that anyone can compute quickly protects only what nobody can guess. */
  private static final int SHORTEST = 32;

  private static final String TOO_SHORT =
      "holds a secret of fewer than "
          + SHORTEST
          + " characters, which can be guessed: make a longer one at random";

  /** What {@code authentication} may say besides the usual, a secret by Basic or in the form. */
  private enum Method {
    SECRET_BASIC,
    SECRET_POST,
    SECRET_JWT,
    SELF_SIGNED_TLS
  }

  private final Section section;
  private final boolean open;
  private final List<SecretHash> hashes;
  private final Optional<SecretText> inFile;
  private final Optional<ClientKeys> keys;
  private final Optional<Method> method;
  private final Optional<CertificateName> certificate;
  private final Optional<Authentication.Workload> workload;
  private final Instant expires;

  private ReadClientSecrets(Section section, List<String> foreign) {
    this.section = section;
    this.open = section.value("public", Readings::flag, false);
    this.hashes = new ArrayList<>(section.distinct("secret-sha256", hash()));
    this.inFile = section.value("secret-file", text -> SecretFile.read(path(text)));
    this.keys = ReadKeys.from(section);
    this.method = section.value("authentication", Readings.oneOf(Method.class));
    this.certificate = ReadCertificateName.from(section);
    this.workload = ReadWorkload.from(section, foreign);
    this.expires = section.value("secret-expires", ReadClientSecrets::day, Instant.MAX);
    if (section.has("secret-expires") && hashes.isEmpty() && !section.has("secret-file")) {
      section.mistake("secret-expires", "has no effect without a secret");
    }
    section.misplaced(
        "secret",
        "should not be written here in clear: give its SHA-256 as secret-sha256, or its file as"
            + " secret-file");
  }

  /**
   * @param foreign the names of the foreign issuers
   */
  static Authentication from(Section section, List<String> foreign) {
    return new ReadClientSecrets(section, foreign).authentication();
  }

  private Authentication authentication() {
    inFile.ifPresent(this::checkLength);
    boolean secret = section.has("secret-sha256") || section.has("secret-file");
    if (section.has("workload")) {
      alone("workload", open || secret || hasKeys() || section.has("certificate"));
      return workload.<Authentication>map(one -> one).orElse(new Authentication.None());
    }
    if (section.has("certificate")) {
      alone("certificate", open || secret || hasKeys());
      return certificate
          .<Authentication>map(Authentication.Tls::new)
          .orElse(new Authentication.None());
    }
    if (open && (secret || keys.isPresent())) {
      section.mistake(
          "public", "is true, but there is a secret or a key: a public client has none");
    }
    if (!open && !secret && !hasKeys() && !section.written().contains("secret")) {
      section.mistake(
          "needs secret-sha256 or secret-file, keys-file or keys-uri, certificate, workload,"
              + " or public: true if it can keep none");
    }
    if (keys.isPresent()) {
      if (secret) {
        section.mistake(
            "has a secret and keys: a client proves itself in one way, leave out the other");
      }
      if (method.equals(Optional.of(Method.SELF_SIGNED_TLS))) {
        return new Authentication.SelfSignedTls(keys.get());
      }
      if (method.isPresent()) {
        section.mistake("authentication", "has no effect beside keys, by which the client signs");
      }
      return new Authentication.PrivateKeyJwt(keys.get());
    }
    return bySecret();
  }

  private void alone(String key, boolean another) {
    if (another || method.isPresent()) {
      section.mistake(
          key, "stands beside another way to authenticate: a client proves itself in one way");
    }
  }

  private Authentication bySecret() {
    if (method.equals(Optional.of(Method.SELF_SIGNED_TLS))) {
      section.mistake(
          "authentication",
          "is self-signed-tls, which needs keys-file or keys-uri with the certificate as x5c");
    }
    if (method.equals(Optional.of(Method.SECRET_JWT))) {
      if (inFile.isEmpty() || !hashes.isEmpty()) {
        section.mistake(
            "authentication",
            "is secret-jwt, whose check needs the secret itself: give it as secret-file alone");
      }
      return inFile
          .<Authentication>map(secret -> new Authentication.SecretJwt(secret, expires))
          .orElse(new Authentication.None());
    }
    inFile
        .map(text -> SecretHash.of(text.value()))
        .filter(hash -> !hashes.contains(hash))
        .ifPresent(hashes::add);
    if (hashes.isEmpty()) {
      return new Authentication.None();
    }
    Sent by =
        method.map(one -> one == Method.SECRET_BASIC ? Sent.BASIC : Sent.POST).orElse(Sent.EITHER);
    return new Authentication.Secret(hashes, by, expires);
  }

  private void checkLength(SecretText secret) {
    if (secret.value().length() < SHORTEST) {
      section.mistake("secret-file", TOO_SHORT);
    }
  }

  private boolean hasKeys() {
    return section.has("keys-file") || section.has("keys-uri");
  }

  /** In coordinated universal time, so that all nodes mean the same. */
  private static Instant day(String text) throws Mistake {
    try {
      return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
    } catch (DateTimeException e) {
      throw new Mistake("should be a day as in 2027-01-31");
    }
  }

  private Path path(String text) throws Mistake {
    return Readings.path(section.context().directory()).read(text);
  }

  static Reading<SecretHash> hash() {
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
      throw new Mistake(TOO_SHORT);
    }
    return SecretHash.of(secret);
  }
}
