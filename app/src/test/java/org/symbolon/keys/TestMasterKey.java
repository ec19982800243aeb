package org.symbolon.keys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;

/** Master keys from real files. */
public final class TestMasterKey {
  private TestMasterKey() {}

  /** A fresh key. */
  public static FileMasterKey fresh() {
    return of(FileMasterKey.generate(new SecureRandom()));
  }

  /** From a file of these lines. */
  public static FileMasterKey of(String lines) {
    try {
      Path file =
          Files.createTempFile(
              "master",
              ".key",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      try {
        Files.writeString(file, lines);
        return FileMasterKey.load(file);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
