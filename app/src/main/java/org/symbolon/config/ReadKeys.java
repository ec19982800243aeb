package org.symbolon.config;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyType;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.Optional;
import org.symbolon.client.ClientKeys;
import org.symbolon.fetch.Reach;

/** Reads {@code keys-file} or {@code keys-uri}: somebody else's public keys. */
final class ReadKeys {
  private ReadKeys() {}

  static Optional<ClientKeys> from(Section section) {
    Optional<ClientKeys> inline =
        section.value(
            "keys-file",
            text ->
                new ClientKeys.Inline(
                    publicKeys(Readings.path(section.context().directory()).read(text))));
    Optional<URI> address = section.value("keys-uri", Readings::httpsUrl);
    if (section.has("keys-file") && section.has("keys-uri")) {
      section.mistake("keys-uri", "stands beside keys-file: give one of the two");
    }
    return inline.or(
        () ->
            address.map(
                uri ->
                    new ClientKeys.Remote(
                        uri,
                        Readings.isLoopback(uri.getHost())
                            ? Reach.LOOPBACK
                            : section.value(
                                "keys-reach", Readings.oneOf(Reach.class), Reach.PUBLIC))));
  }

  private static String publicKeys(Path file) throws Mistake {
    try {
      JWKSet set = JWKSet.parse(Files.readString(file));
      for (JWK key : set.getKeys()) {
        if (key.isPrivate() || key.getKeyType().equals(KeyType.OCT)) {
          throw new Mistake("names " + file + ", which holds a secret key: public keys only");
        }
      }
      if (set.isEmpty()) {
        throw new Mistake("names " + file + ", which holds no key");
      }
      return set.toString();
    } catch (ParseException e) {
      throw new Mistake("names " + file + ", which is no JWK set (RFC 7517): " + e.getMessage());
    } catch (IOException e) {
      throw new Mistake("names " + file + ", which can not be read: " + Problems.why(e));
    }
  }
}
