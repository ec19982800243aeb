package org.symbolon.config;

import static org.symbolon.config.Reader.SIMPLE;
import static org.symbolon.config.Reader.loaded;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.symbolon.client.Client;

/** Clients as they stand in a configuration. */
abstract class ReadingClients {
  static final String HASH = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

  static final String SECRET = "secret-sha256: " + HASH;

  @TempDir Path folder;

  /** The simple file with this client and no other. */
  static String client(String... settings) {
    String block = "clients:\n  - id: c\n    " + String.join("\n    ", settings) + "\nscopes: []\n";
    return SIMPLE.replaceAll("(?s)clients:.*", "") + block;
  }

  static Client read(String... settings) {
    return loaded(client(settings)).issuers().getFirst().clients().getFirst();
  }

  static List<String> wrong(String... settings) {
    return Reader.mistakes(client(settings));
  }
}
