package org.symbolon.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ExistingTest {
  @ParameterizedTest
  @EnumSource(TestDatabases.Kind.class)
  void looking_makes_no_tables_and_says_that_they_would_be_made(TestDatabases.Kind kind) {
    try (TestDatabases.Database database = TestDatabases.fresh(kind)) {
      for (int time = 0; time < 2; time++) {
        assertThat(look(database)).isInstanceOf(Existing.Absent.class);
        assertThat(look(database).pending()).hasValueSatisfying(this::namesADatabase);
      }
    }
  }

  private void namesADatabase(String pending) {
    assertThat(pending).contains("the database");
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.Kind.class)
  void what_stands_in_a_database_can_be_read_and_nothing_is_pending(TestDatabases.Kind kind) {
    try (TestDatabases.Database database = TestDatabases.fresh(kind)) {
      database.store().setKindIfNone("production");

      assertThat(look(database))
          .isInstanceOfSatisfying(
              Existing.Present.class,
              present -> {
                try (Store store = present.store()) {
                  assertThat(store.kind()).contains("production");
                  assertThat(present.pending()).isEmpty();
                }
              });
    }
  }

  @Test
  void an_empty_file_stays_empty(@TempDir Path folder) throws Exception {
    Path file = Files.createFile(folder.resolve("symbolon.db"));

    assertThat(look(file)).isInstanceOf(Existing.Absent.class);
    assertThat(file).isEmptyFile();
  }

  @Test
  void a_folder_that_does_not_exist_and_a_file_that_is_no_database_are_refused(@TempDir Path folder)
      throws Exception {
    assertThatThrownBy(() -> look(folder.resolve("none/symbolon.db")))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("does its folder exist");
    Path notes = Files.writeString(folder.resolve("notes.txt"), "dear diary, ".repeat(1_000));
    assertThatThrownBy(() -> look(notes))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("not a database");
  }

  private static Existing look(TestDatabases.Database database) {
    return Store.look(database.settings(), InstantSource.system());
  }

  private static Existing look(Path file) {
    return Store.look(new StoreSettings.Sqlite(file), InstantSource.system());
  }
}
