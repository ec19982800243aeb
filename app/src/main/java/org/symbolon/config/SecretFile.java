package org.symbolon.config;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import org.symbolon.protocol.SecretText;

/** Reads a secret from the first line of a file that not everyone may read. */
final class SecretFile {
  private SecretFile() {}

  static SecretText read(Path file) throws Mistake {
    try {
      if (!Files.isRegularFile(file)) {
        throw new Mistake(
            Files.exists(file)
                ? "names " + file + ", which is not a regular file"
                : "names " + file + ", which does not exist: create it with the secret in it");
      }
      if (isOpenToOthers(file)) {
        throw new Mistake(
            "names "
                + file
                + ", which everyone on this machine may read or write: run chmod o-rwx on it");
      }
      try (BufferedReader reader = Files.newBufferedReader(file)) {
        String line = reader.readLine();
        if (line == null || line.isBlank()) {
          throw new Mistake("names " + file + ", whose first line is empty: put the secret there");
        }
        return new SecretText(line.strip());
      }
    } catch (CharacterCodingException e) {
      throw new Mistake("names " + file + ", which is not UTF-8 text");
    } catch (IOException e) {
      throw new Mistake("names " + file + ", which can not be read: " + Problems.why(e));
    }
  }

  private static boolean isOpenToOthers(Path file) throws IOException {
    if (!Files.getFileStore(file).supportsFileAttributeView("posix")) {
      return false;
    }
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
    return permissions.contains(PosixFilePermission.OTHERS_READ)
        || permissions.contains(PosixFilePermission.OTHERS_WRITE);
  }
}
