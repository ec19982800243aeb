package org.symbolon;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.symbolon.cli.Wiring.Purpose;
import org.symbolon.config.Configuration;
import org.symbolon.config.Problem;
import org.symbolon.config.StoreConfig;
import org.symbolon.demo.DemoFolder;
import org.symbolon.keys.FileMasterKey;
import org.symbolon.protocol.SecretText;
import org.symbolon.resolve.ResolverCatalog;
import org.symbolon.resolve.ResolverObserver;
import org.symbolon.store.Existing;
import org.symbolon.store.Store;
import org.symbolon.store.StoreException;
import org.symbolon.store.StoreSettings;

/**
 * What all issuers stand on: master key, database, resolvers. Opens as much as can be opened, so
 * that all problems are known at once.
 */
final class Foundations implements AutoCloseable {
  private static final String DEMO = "demo";

  /** What may be done to the database. */
  enum Touch {
    /** What is missing is made, and it is marked as used with this master key. */
    MAKE,
    /** What is there is used: a database that is missing or older is a problem, and stays so. */
    USE,
    /** Nothing: what would be made is told. */
    LOOK
  }

  private final Touch touch;
  private final List<String> pending = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();
  private final Optional<FileMasterKey> masterKey;
  private final Optional<Store> store;
  private final OpenedResolvers resolvers;

  Foundations(
      Configuration configuration,
      Purpose purpose,
      ResolverObserver observer,
      SecureRandom random,
      InstantSource clock) {
    this(configuration, purpose, Touch.MAKE, observer, random, clock);
  }

  Foundations(
      Configuration configuration,
      Purpose purpose,
      Touch touch,
      ResolverObserver observer,
      SecureRandom random,
      InstantSource clock) {
    this.touch = touch;
    this.masterKey = openMasterKey(configuration.masterKeyFile(), random);
    this.store = openStore(configuration.database(), clock);
    this.resolvers = new OpenedResolvers(configuration, observer);
    resolvers.problems().stream()
        .filter(problem -> !problems.contains(problem))
        .forEach(problems::add);
    if (purpose != Purpose.UPKEEP) {
      masterKey.ifPresent(key -> checkPurpose(key, purpose));
      store.ifPresent(opened -> checkPurpose(opened, purpose));
    }
    if (store.isPresent() && masterKey.isPresent()) {
      checkSameMasterKey(store.get(), masterKey.get());
    }
  }

  List<Problem> problems() {
    return List.copyOf(problems);
  }

  /** What a start would make of the database, where this only looked. */
  List<String> pending() {
    return List.copyOf(pending);
  }

  Optional<FileMasterKey> masterKey() {
    return masterKey;
  }

  Optional<Store> store() {
    return store;
  }

  ResolverCatalog resolvers() {
    return resolvers.catalog();
  }

  private Optional<FileMasterKey> openMasterKey(Path file, SecureRandom random) {
    try {
      return Optional.of(FileMasterKey.load(file, random));
    } catch (IllegalStateException | IllegalArgumentException | UncheckedIOException e) {
      problem("master-key-file", e);
      return Optional.empty();
    }
  }

  private Optional<Store> openStore(StoreConfig config, InstantSource clock) {
    try {
      return switch (touch) {
        case MAKE -> Optional.of(Store.open(settings(config), clock));
        case USE -> use(config, clock);
        case LOOK -> look(config, clock);
      };
    } catch (StoreException e) {
      problem("database", e);
      return Optional.empty();
    }
  }

  private Optional<Store> look(StoreConfig config, InstantSource clock) {
    Existing found = Store.look(settings(config), clock);
    found.pending().ifPresent(pending::add);
    return switch (found) {
      case Existing.Absent absent -> Optional.empty();
      case Existing.Present present -> Optional.of(present.store());
    };
  }

  /** A wrong path or address must not leave an empty database behind, nor hide the real one. */
  private Optional<Store> use(StoreConfig config, InstantSource clock) {
    if (config instanceof StoreConfig.Sqlite sqlite && !Files.exists(sqlite.file())) {
      return missing("is missing: there is none at " + sqlite.file().toAbsolutePath());
    }
    return switch (Store.look(settings(config), clock)) {
      case Existing.Absent absent -> missing("lacks " + absent.what());
      case Existing.Present(Store found, Optional<String> older) when older.isPresent() -> {
        found.close();
        problem(
            "database",
            "is an older version's: start the gateway of this version first, or use the command of"
                + " the older one");
        yield Optional.empty();
      }
      case Existing.Present present -> Optional.of(present.store());
    };
  }

  private Optional<Store> missing(String what) {
    problem(
        "database",
        what + "; nothing was made: name the database of the gateway, or start it first");
    return Optional.empty();
  }

  private static StoreSettings settings(StoreConfig config) {
    return switch (config) {
      case StoreConfig.Sqlite sqlite -> new StoreSettings.Sqlite(sqlite.file());
      case StoreConfig.Postgres postgres ->
          new StoreSettings.Postgres(
              postgres.url(),
              postgres.user().orElse(""),
              postgres.password().map(SecretText::value).orElse(""),
              postgres.connections());
    };
  }

  private void checkPurpose(FileMasterKey key, Purpose purpose) {
    if (purpose != Purpose.DEMO
        && key.ids().stream().anyMatch(id -> id.startsWith(DemoFolder.KEY_PREFIX))) {
      problems.add(
          new Problem(
              "master-key-file",
              0,
              "was made by symbolon demo: make one for real use with symbolon master-key new FILE"));
    }
  }

  /** The demo's database and keys are everybody's to see: nothing real may stand on them. */
  private void checkPurpose(Store opened, Purpose purpose) {
    String mine = purpose == Purpose.DEMO ? DEMO : "production";
    String kind =
        switch (touch) {
          case MAKE, USE -> opened.setKindIfNone(mine);
          case LOOK -> opened.kind().orElse(mine);
        };
    if (kind.equals(DEMO) && purpose != Purpose.DEMO) {
      problems.add(
          new Problem("database", 0, "was made by symbolon demo: name another for real use"));
    }
    if (!kind.equals(DEMO) && purpose == Purpose.DEMO) {
      problems.add(new Problem("database", 0, "is in real use: the demo does not touch it"));
    }
  }

  /** All nodes on one database have the same keys, or they could not read each other's secrets. */
  private void checkSameMasterKey(Store opened, FileMasterKey key) {
    for (String id : key.ids()) {
      String setting = "master-key." + id;
      String mine = key.fingerprint(id);
      String known =
          switch (touch) {
            case MAKE, USE -> opened.putSettingIfNone(setting, mine);
            case LOOK -> opened.setting(setting).orElse(mine);
          };
      if (!known.equals(mine)) {
        problems.add(
            new Problem(
                "master-key-file",
                0,
                "has another key '"
                    + id
                    + "' than the one this database was used with: copy the"
                    + " file of the other nodes, or restore the old one"));
      }
    }
  }

  private void problem(String path, RuntimeException e) {
    problem(path + ":", String.valueOf(e.getMessage()));
  }

  private void problem(String path, String what) {
    problems.add(new Problem(path, 0, what));
  }

  @Override
  public void close() {
    resolvers.close();
    store.ifPresent(Store::close);
  }
}
