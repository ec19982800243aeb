package org.symbolon.config;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.symbolon.protocol.SecretText;

/** Reads {@code database}: one text, or a block for a server that wants a user and password. */
final class ReadDatabase {
  private static final Pattern SQLITE = Pattern.compile("(?:jdbc:)?sqlite:(?!//)(.+)");
  private static final Pattern POSTGRES =
      Pattern.compile("(?:jdbc:)?(?:postgresql|postgres):(//[^@]+)");
  private static final String FORMS =
      "should be sqlite:FILE or postgresql://HOST/DATABASE, user and password beside it";

  private ReadDatabase() {}

  static StoreConfig from(Section root) {
    if (!root.has("database")) {
      root.mistake("database", "is missing: as in sqlite:/var/lib/symbolon/symbolon.db");
    }
    return root.isBlock("database")
        ? root.section("database").map(ReadDatabase::block).orElse(unusable())
        : root.value("database", text -> store(text, root.context().directory()))
            .orElse(unusable());
  }

  private static StoreConfig block(Section block) {
    Optional<String> user = block.value("user", Readings::text);
    Optional<SecretText> password = block.secret("password");
    Optional<Integer> connections = block.value("connections", Readings.number(1, 1000));
    StoreConfig store =
        block
            .required("url", text -> store(text, block.context().directory()), "where it is")
            .orElse(unusable());
    return switch (store) {
      case StoreConfig.Postgres postgres ->
          new StoreConfig.Postgres(
              postgres.url(), user, password, connections.orElse(postgres.connections()));
      case StoreConfig.Sqlite sqlite -> {
        if (user.isPresent() || password.isPresent() || connections.isPresent()) {
          block.mistake("url", "is an embedded database, which has no user, password or limit");
        }
        yield sqlite;
      }
    };
  }

  private static StoreConfig store(String text, Path directory) throws Mistake {
    Matcher sqlite = SQLITE.matcher(text);
    if (sqlite.matches()) {
      return new StoreConfig.Sqlite(Readings.path(directory).read(sqlite.group(1)));
    }
    Matcher postgres = POSTGRES.matcher(text);
    if (postgres.matches()) {
      if (postgres.group(1).contains("password=")) {
        throw new Mistake("should not hold a password: give it as password-file");
      }
      return new StoreConfig.Postgres(
          "jdbc:postgresql:" + postgres.group(1), Optional.empty(), Optional.empty(), 10);
    }
    throw new Mistake(FORMS);
  }

  private static StoreConfig unusable() {
    return new StoreConfig.Sqlite(Path.of(""));
  }
}
