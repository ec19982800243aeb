package org.symbolon.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Map;
import org.symbolon.config.Configuration;
import org.symbolon.config.Configurations;
import org.symbolon.keys.FileMasterKey;

/**
 * A made-up site in a folder of its own: people with home directories in the storage, a master key,
 * and a configuration as a small laboratory would write it.
 *
 * @param port of the gateway, on loopback
 */
public record Site(Path folder, int port) {
  /** How many people, and so how many home directories and refresh families. */
  public static final int PEOPLE = 2_000;

  /** The clients' secret: in the clear, as nothing here is worth keeping. */
  public static final String SECRET = "a-secret-that-is-known-to-everyone-who-reads-this";

  private static final int FIRST_UID = 20_000;

  /**
   * What a run's configuration has besides: whole lines.
   *
   * @param rules before the usual one
   */
  public record Besides(String resolvers, String rules) {
    public static final Besides NOTHING = new Besides("", "");
  }

  /** As always. */
  public static Site write(Path folder, int port, String database, SecureRandom random)
      throws IOException {
    return write(folder, port, database, Besides.NOTHING, random);
  }

  /**
   * Writes it.
   *
   * @param database as the configuration has it: {@code sqlite:bench.db}, or a block in braces
   */
  public static Site write(
      Path folder, int port, String database, Besides besides, SecureRandom random)
      throws IOException {
    Site site = new Site(folder, port);
    Files.createDirectories(folder);
    site.people();
    secret(folder.resolve("master.key"), FileMasterKey.generate(random));
    secret(folder.resolve("client.secret"), SECRET);
    Files.writeString(site.file(), SiteText.configuration(port, database, besides));
    return site;
  }

  public Path file() {
    return folder.resolve("bench.yaml");
  }

  public static String person(int number) {
    return "person" + number;
  }

  /** The configuration as the gateway reads it. */
  public Configuration configuration() {
    return switch (Configurations.load(file(), Map.of())) {
      case Configurations.Loaded loaded -> loaded.configuration();
      case Configurations.Mistaken mistaken ->
          throw new IllegalStateException(
              Configurations.print(file().toString(), mistaken.problems()));
    };
  }

  private void people() throws IOException {
    StringBuilder passwd = new StringBuilder();
    StringBuilder group = new StringBuilder("staff:x:30000:\n");
    for (int number = 0; number < PEOPLE; number++) {
      int uid = FIRST_UID + number;
      passwd.append("%s:x:%d:%d::/home:/bin/sh%n".formatted(person(number), uid, uid));
      group.append("%s:x:%d:%n".formatted(person(number), uid));
      Files.createDirectories(folder.resolve("storage/home/" + person(number) + "/results"));
    }
    Files.writeString(folder.resolve("passwd"), passwd);
    Files.writeString(folder.resolve("group"), group);
  }

  private static void secret(Path file, String text) throws IOException {
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, text, StandardCharsets.UTF_8);
  }
}
