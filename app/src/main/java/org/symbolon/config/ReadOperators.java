package org.symbolon.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.symbolon.protocol.SecretHash;
import org.symbolon.web.Network;

/** Reads {@code operators}: who may ask why a decision is as it is. */
final class ReadOperators {
  private ReadOperators() {}

  static Optional<Operators> from(Section root) {
    return root.section("operators").map(ReadOperators::operators);
  }

  private static Operators operators(Section section) {
    List<SecretHash> tokens =
        new ArrayList<>(section.distinct("token-sha256", ReadClientSecrets.hash()));
    section
        .value(
            "token-file",
            text ->
                ReadClientSecrets.clear(
                    SecretFile.read(Readings.path(section.context().directory()).read(text))
                        .value()))
        .ifPresent(tokens::add);
    section.misplaced(
        "token",
        "should not be written here in clear: give its SHA-256 as token-sha256, or its file as"
            + " token-file");
    if (!section.has("token-sha256") && !section.has("token-file")) {
      section.mistake("needs token-sha256 or token-file");
    }
    List<Network> allowed = section.distinct("allow-from", Readings::network);
    return new Operators(tokens, allowed.isEmpty() ? ReadListen.loopback() : allowed);
  }
}
