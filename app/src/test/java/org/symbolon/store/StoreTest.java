package org.symbolon.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class StoreTest {
  @ParameterizedTest
  @EnumSource(TestDatabases.Kind.class)
  void a_database_is_marked_once(TestDatabases.Kind kind) {
    try (TestDatabases.Database database = TestDatabases.fresh(kind)) {
      Store store = database.store();

      assertThat(store.kind()).isEmpty();
      assertThat(store.setKindIfNone("demo")).isEqualTo("demo");
      assertThat(store.setKindIfNone("production")).isEqualTo("demo");
      assertThat(store.kind()).contains("demo");
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.Kind.class)
  void a_setting_is_put_once_and_is_no_marker(TestDatabases.Kind kind) {
    try (TestDatabases.Database database = TestDatabases.fresh(kind)) {
      Store store = database.store();

      assertThat(store.setting("kind")).isEmpty();
      assertThat(store.putSettingIfNone("kind", "one")).isEqualTo("one");
      assertThat(store.putSettingIfNone("kind", "two")).isEqualTo("one");
      assertThat(store.setting("kind")).contains("one");
      assertThat(store.kind()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.Kind.class)
  void a_sound_database_has_no_trouble(TestDatabases.Kind kind) {
    assertThat(TestDatabases.shared(kind).store().trouble()).isEmpty();
  }

  @Test
  void a_closed_database_has() {
    TestDatabases.Database database = TestDatabases.fresh(TestDatabases.Kind.SQLITE);
    Store store = database.store();
    database.close();

    assertThat(store.trouble()).isPresent();
  }

  @Test
  void the_newest_script_is_known_to_be_the_newest() throws IOException {
    try (Stream<Path> scripts = Files.list(Path.of("src/main/resources/db/migration"))) {
      assertThat(scripts.map(script -> script.getFileName().toString().replaceAll("__.*", "")))
          .contains("V" + Migrations.NEWEST)
          .hasSize(Migrations.NEWEST);
    }
  }

  @Test
  void nobody_but_the_owner_may_read_any_of_the_files(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("symbolon.db");
    try (Store store = open(file)) {
      store.setKindIfNone("test");
      for (String name : new String[] {"symbolon.db", "symbolon.db-wal", "symbolon.db-shm"}) {
        assertThat(Files.getPosixFilePermissions(folder.resolve(name)))
            .as(name)
            .isEqualTo(PosixFilePermissions.fromString("rw-------"));
      }
    }
  }

  @Test
  void a_folder_that_does_not_exist_is_named(@TempDir Path folder) {
    Path file = folder.resolve("none/symbolon.db");

    assertThatThrownBy(() -> open(file))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("does its folder exist");
  }

  @Test
  void a_file_that_is_no_database_is_refused_untouched(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("notes.txt");
    Files.writeString(file, "dear diary, ".repeat(1_000));

    assertThatThrownBy(() -> open(file))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("not a database");
    assertThat(file).hasContent("dear diary, ".repeat(1_000));
  }

  @Test
  void a_server_that_does_not_listen_is_named_and_the_password_is_not() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    StoreSettings settings =
        new StoreSettings.Postgres(
            "jdbc:postgresql://127.0.0.1:" + port + "/symbolon", "gateway", "secret", 4);

    assertThatThrownBy(() -> Store.open(settings, InstantSource.system()))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("127.0.0.1:" + port)
        .hasMessageContaining("gateway")
        .hasMessageNotContaining("secret");
    assertThat(settings.toString()).doesNotContain("secret");
  }

  private static Store open(Path file) {
    return Store.open(new StoreSettings.Sqlite(file), InstantSource.system());
  }
}
