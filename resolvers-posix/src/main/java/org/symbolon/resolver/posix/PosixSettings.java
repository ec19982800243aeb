package org.symbolon.resolver.posix;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.symbolon.resolver.Settings;

/**
 * What an administrator has set.
 *
 * @param passwdFile meaningful for {@link Accounts#FILES} only, as is {@code groupFile}
 * @param actions by the name that stands in a scope
 * @param mountsCount whether a mount that is read-only here is so for the people too
 * @param walks how many trees are walked at once; empty to share the machine's own number with the
 *     other resolvers
 */
record PosixSettings(
    Accounts accounts,
    Path passwdFile,
    Path groupFile,
    Optional<BasePath> basePath,
    Map<String, Action> actions,
    boolean mountsCount,
    Optional<Integer> walks) {

  private static final long UNSAID = Long.MIN_VALUE;
  private static final int MOST_WALKS = 1000;

  /** Where accounts come from. */
  enum Accounts {
    NAME_SERVICE,
    FILES,
    NONE
  }

  static PosixSettings from(Settings settings) {
    if (!System.getProperty("os.name", "").equals("Linux")) {
      settings.mistake("type", "posix resolvers run on Linux only");
    }
    Accounts accounts = accounts(settings);
    Optional<Path> passwd = file(settings, "passwd-file", accounts);
    Optional<Path> group = file(settings, "group-file", accounts);
    Optional<Path> base = settings.path("base-path");
    if (accounts == Accounts.NONE && base.isEmpty()) {
      settings.mistake(
          "base-path", "is missing: with accounts: none there is nothing else to answer");
    }
    return new PosixSettings(
        accounts,
        passwd.orElse(Path.of("/")),
        group.orElse(Path.of("/")),
        base.flatMap(path -> base(settings, path)),
        actions(settings),
        mountsCount(settings),
        walks(settings));
  }

  private static Accounts accounts(Settings settings) {
    String text = settings.text("accounts").orElse("name-service");
    return switch (text) {
      case "name-service" -> Accounts.NAME_SERVICE;
      case "files" -> Accounts.FILES;
      case "none" -> Accounts.NONE;
      default -> {
        settings.mistake("accounts", "should be name-service, files or none");
        yield Accounts.NAME_SERVICE;
      }
    };
  }

  private static Optional<Path> file(Settings settings, String key, Accounts accounts) {
    Optional<Path> path = settings.path(key);
    if (accounts == Accounts.FILES && path.isEmpty()) {
      settings.mistake(key, "is missing: accounts: files needs it");
    }
    if (accounts != Accounts.FILES && path.isPresent()) {
      settings.mistake(key, "is used with accounts: files only");
    }
    return path;
  }

  private static Optional<BasePath> base(Settings settings, Path path) {
    if (!path.isAbsolute()) {
      settings.mistake("base-path", "should be absolute: begin with /");
      return Optional.empty();
    }
    return Optional.of(new BasePath(path.normalize().toString()));
  }

  private static boolean mountsCount(Settings settings) {
    String text = settings.text("read-only-mounts").orElse("refuse");
    if (!text.equals("refuse") && !text.equals("ignore")) {
      settings.mistake("read-only-mounts", "should be refuse or ignore");
    }
    return !text.equals("ignore");
  }

  private static Optional<Integer> walks(Settings settings) {
    long walks = settings.integer("walks", UNSAID);
    if (walks != UNSAID && (walks < 1 || walks > MOST_WALKS)) {
      settings.mistake("walks", "should be from 1 to " + MOST_WALKS);
      return Optional.empty();
    }
    return walks == UNSAID ? Optional.empty() : Optional.of((int) walks);
  }

  private static Map<String, Action> actions(Settings settings) {
    List<String> names = settings.texts("actions");
    if (names.isEmpty()) {
      return Action.BY_NAME;
    }
    Map<String, Action> chosen = new TreeMap<>();
    for (String name : names) {
      Action action = Action.BY_NAME.get(name);
      if (action == null) {
        settings.mistake(
            "actions", "knows " + String.join(", ", Action.BY_NAME.keySet()) + " only");
      } else {
        chosen.put(name, action);
      }
    }
    return chosen;
  }
}
