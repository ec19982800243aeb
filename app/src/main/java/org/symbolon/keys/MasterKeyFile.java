package org.symbolon.keys;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The master key's file: its form, and who may read it. */
final class MasterKeyFile {
  private static final int KEY_BYTES = 32;
  private static final Set<PosixFilePermission> OTHERS =
      EnumSet.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE);

  private MasterKeyFile() {}

  /** The keys by id, in the file's order. */
  static Map<String, byte[]> read(Path file) {
    Map<String, byte[]> keys = new LinkedHashMap<>();
    List<String> lines = lines(file);
    for (int number = 1; number <= lines.size(); number++) {
      String line = lines.get(number - 1).strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        add(keys, line, "line " + number + " of the master key file " + file);
      }
    }
    if (keys.isEmpty()) {
      throw new IllegalArgumentException(
          "the master key file " + file + " holds no key; " + howToMake(file));
    }
    return keys;
  }

  static String newLine(SecureRandom random) {
    byte[] id = new byte[4];
    byte[] key = new byte[KEY_BYTES];
    random.nextBytes(id);
    random.nextBytes(key);
    return "k"
        + HexFormat.of().formatHex(id)
        + " "
        + Base64.getEncoder().encodeToString(key)
        + "\n";
  }

  static boolean isId(String text) {
    return text.matches("[A-Za-z0-9_-]{1,32}");
  }

  private static void add(Map<String, byte[]> keys, String line, String where) {
    String[] parts = line.split("\\s+", -1);
    if (parts.length != 2) {
      throw new IllegalArgumentException(where + " is not of the form: id base64-of-32-bytes");
    }
    if (!isId(parts[0])) {
      throw new IllegalArgumentException(
          where + " has an id that is not 1 to 32 letters, digits, hyphens or underscores");
    }
    if (keys.putIfAbsent(parts[0], key(parts[1], where)) != null) {
      throw new IllegalArgumentException(where + " repeats the id " + parts[0]);
    }
  }

  private static byte[] key(String text, String where) {
    byte[] key;
    try {
      key = Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      // The cause would quote a character of the key.
      throw new IllegalArgumentException(where + " has a key that is not base64");
    }
    if (key.length != KEY_BYTES) {
      throw new IllegalArgumentException(
          where + " has a key of " + key.length + " bytes; it must have " + KEY_BYTES);
    }
    return key;
  }

  private static List<String> lines(Path file) {
    try {
      refuseReadableByOthers(file);
      return Files.readAllLines(file);
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException(
          "there is no master key file " + file + "; " + howToMake(file), e);
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("the master key file " + file + " is not text", e);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "the master key file " + file + " cannot be read: " + e, e);
    }
  }

  private static void refuseReadableByOthers(Path file) throws IOException {
    Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
    try {
      permissions.addAll(Files.getPosixFilePermissions(file));
    } catch (UnsupportedOperationException e) {
      // A file system without such permissions: nothing to check.
      return;
    }
    permissions.retainAll(OTHERS);
    if (!permissions.isEmpty()) {
      throw new IllegalArgumentException(
          "the master key file " + file + " may be read by others than its owner; chmod 600 it");
    }
  }

  private static String howToMake(Path file) {
    return "make one with: bin/symbolon master-key new " + file;
  }
}
