package org.symbolon.demo;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.symbolon.keys.FileMasterKey;
import org.symbolon.login.LocalAccounts;
import org.symbolon.protocol.RandomText;

/**
 * Writes the demonstration into a folder, anew at each start: keys, secrets, passwords,
 * configurations, storage.
 */
public final class DemoFolder implements AutoCloseable {
  /**
   * Begins the ids of the demo's master keys, so that a production start knows and refuses them.
   */
  public static final String KEY_PREFIX = "demo-";

  /**
   * Stands in the folder, so that nothing else is ever emptied, and is locked by the demo that runs
   * from it, so that none takes the files of another away.
   */
  private static final String MARK = "this-is-the-demo";

  private final Path folder;
  private final int port;
  private final SecureRandom random;
  private final RandomText text;
  private Optional<FileChannel> mark = Optional.empty();

  public DemoFolder(Path folder, int port, SecureRandom random) {
    this.folder = folder.toAbsolutePath().normalize();
    this.port = port;
    this.random = random;
    this.text = new RandomText(random);
  }

  /**
   * What was written.
   *
   * @param campus the identity provider's configuration
   * @param gateway the gateway's configuration
   * @param greeting what to tell the person at the terminal
   */
  public record Written(Path campus, Path gateway, String greeting) {}

  /**
   * The folder is this demo's until it is closed.
   *
   * @throws IOException when the folder can not be written, holds something else, or is that of a
   *     demo that runs
   */
  public Written write() throws IOException {
    take();
    empty();
    long me = (Integer) Files.getAttribute(folder, "unix:uid");
    boolean asRoot = me == 0;
    DemoPerson alice =
        new DemoPerson(
            "alice",
            "Alice Example",
            password(),
            asRoot ? 20001 : me,
            List.of("alice", "project1"),
            "works in project1");
    DemoPerson bob =
        new DemoPerson("bob", "Bob Example", password(), 20002, List.of("bob"), "is in no project");
    Map<String, Long> groups = new LinkedHashMap<>();
    groups.put("alice", alice.uid());
    groups.put("bob", bob.uid());
    groups.put("project1", 30001L);
    new DemoTree(folder.resolve("storage"), groups, asRoot).make(alice, bob);
    writeAccounts(List.of(alice, bob), groups);
    String clientSecret = text.secret();
    String serviceSecret = text.secret();
    secret("gateway-at-campus.secret", clientSecret);
    secret("nightly.secret", serviceSecret);
    for (String service : DemoTexts.SERVICES) {
      secret(service + ".secret", text.secret());
    }
    secret("campus.master-key", KEY_PREFIX + FileMasterKey.generate(random));
    secret("gateway.master-key", KEY_PREFIX + FileMasterKey.generate(random));
    Path campus = config("campus.yaml", DemoTexts.campus(port, hashed(alice), hashed(bob)));
    Path gateway = config("gateway.yaml", DemoTexts.gateway(port));
    return new Written(
        campus, gateway, DemoTexts.greeting(port, folder, List.of(alice, bob), serviceSecret));
  }

  private void take() throws IOException {
    boolean exists = Files.isDirectory(folder);
    if (exists && !Files.exists(folder.resolve(MARK))) {
      throw new IOException(
          folder + " exists and is not the demo's: name another with --directory");
    }
    Files.createDirectories(folder);
    FileChannel channel =
        FileChannel.open(folder.resolve(MARK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (!locked(channel)) {
      channel.close();
      throw new IOException(
          "a demo is running from "
              + folder
              + ": stop it, or give this one a folder of its own with --directory");
    }
    mark = Optional.of(channel);
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException here) {
      // Another demo in this process.
      return false;
    }
  }

  /** The mark stays: it is what is locked. */
  private void empty() throws IOException {
    try (Stream<Path> children = Files.list(folder)) {
      for (Path child : children.filter(each -> !each.endsWith(MARK)).toList()) {
        delete(child);
      }
    }
  }

  private static void delete(Path path) throws IOException {
    if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      // Some of these were made so that not even their owner may look into them.
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
      try (Stream<Path> children = Files.list(path)) {
        for (Path child : children.toList()) {
          delete(child);
        }
      }
    }
    Files.delete(path);
  }

  private void writeAccounts(List<DemoPerson> people, Map<String, Long> groups) throws IOException {
    StringBuilder passwd = new StringBuilder();
    StringBuilder group = new StringBuilder();
    for (DemoPerson person : people) {
      passwd.append(
          "%s:x:%d:%d:%s:/home/%s:/bin/sh%n"
              .formatted(
                  person.name(),
                  person.uid(),
                  groups.getOrDefault(person.groups().getFirst(), person.uid()),
                  person.fullName(),
                  person.name()));
    }
    groups.forEach(
        (name, gid) ->
            group.append(
                "%s:x:%d:%s%n"
                    .formatted(
                        name,
                        gid,
                        String.join(
                            ",",
                            people.stream()
                                .filter(person -> person.groups().contains(name))
                                .map(DemoPerson::name)
                                .toList()))));
    Files.writeString(folder.resolve("passwd"), passwd);
    Files.writeString(folder.resolve("group"), group);
  }

  private DemoTexts.Hashed hashed(DemoPerson person) {
    return new DemoTexts.Hashed(person, LocalAccounts.hash(person.password().toCharArray()));
  }

  /** Easy to type, and good for the hours a demo runs on loopback. */
  private String password() {
    StringBuilder password = new StringBuilder();
    String letters = "abcdefghjkmnpqrstuvwxyz23456789";
    for (int i = 0; i < 12; i++) {
      password.append(i > 0 && i % 4 == 0 ? "-" : "").append(letters.charAt(text.below(31)));
    }
    return password.toString();
  }

  private Path config(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }

  private void secret(String name, String content) throws IOException {
    try (var channel =
        Files.newByteChannel(
            folder.resolve(name),
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      channel.write(StandardCharsets.UTF_8.encode(content));
    }
  }

  /** Another demo may have the folder. What was written stays, to be looked at. */
  @Override
  public void close() throws IOException {
    if (mark.isPresent()) {
      mark.get().close();
      mark = Optional.empty();
    }
  }
}
