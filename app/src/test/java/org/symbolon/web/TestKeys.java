package org.symbolon.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.symbolon.keys.FileMasterKey;
import org.symbolon.keys.MasterKey;

/** Master keys, from files as in production. */
public final class TestKeys {
  private TestKeys() {}

  public static MasterKey fresh() {
    return of(line());
  }

  public static String line() {
    return FileMasterKey.generate(new SecureRandom());
  }

  /** The active one first. */
  public static MasterKey of(String... lines) {
    try {
      Path file =
          Files.createTempFile(
              "master-key",
              "",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(file, String.join("", lines));
      MasterKey key = FileMasterKey.load(file);
      Files.delete(file);
      return key;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
