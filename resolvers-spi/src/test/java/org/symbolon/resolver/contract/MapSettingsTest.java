package org.symbolon.resolver.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MapSettingsTest {
  @TempDir Path directory;

  @Test
  void each_kind_is_read_as_it_stands() {
    MapSettings settings =
        new MapSettings(
            "directory",
            Map.of(
                "url",
                "ldap://localhost",
                "limit",
                7,
                "nested",
                true,
                "timeout",
                "500ms",
                "file",
                "/etc/passwd",
                "bases",
                List.of("a", "b"),
                "map",
                Map.of("uid", "uidNumber")));
    assertThat(settings.name()).isEqualTo("directory");
    assertThat(settings.required("url")).isEqualTo("ldap://localhost");
    assertThat(settings.integer("limit", 1)).isEqualTo(7);
    assertThat(settings.flag("nested", false)).isTrue();
    assertThat(settings.duration("timeout", Duration.ZERO)).isEqualTo(Duration.ofMillis(500));
    assertThat(settings.path("file")).contains(Path.of("/etc/passwd"));
    assertThat(settings.texts("bases")).containsExactly("a", "b");
    assertThat(settings.map("map")).containsExactly(Map.entry("uid", "uidNumber"));
    assertThat(settings.unread()).isEmpty();
    assertThat(settings.mistakes()).isEmpty();
  }

  @Test
  void what_is_absent_is_the_given_value_and_no_mistake_unless_required() {
    MapSettings settings = new MapSettings("directory", Map.of());
    assertThat(settings.text("url")).isEmpty();
    assertThat(settings.integer("limit", 3)).isEqualTo(3);
    assertThat(settings.flag("nested", true)).isTrue();
    assertThat(settings.duration("timeout", Duration.ofDays(1))).isEqualTo(Duration.ofDays(1));
    assertThat(settings.texts("bases")).isEmpty();
    assertThat(settings.map("map")).isEmpty();
    assertThat(settings.section("block")).isEmpty();
    assertThat(settings.sections("blocks")).isEmpty();
    assertThat(settings.mistakes()).isEmpty();
    assertThat(settings.required("url")).isEmpty();
    assertThat(settings.mistakes()).containsExactly("url: is missing");
  }

  @Test
  void what_is_of_the_wrong_kind_is_a_mistake_each() {
    MapSettings settings =
        new MapSettings(
            "directory",
            Map.of(
                "url",
                List.of(),
                "limit",
                "many",
                "flag",
                "yes",
                "wait",
                "soon",
                "map",
                "text",
                "block",
                1,
                "blocks",
                List.of(1)));
    assertThat(settings.text("url")).isEmpty();
    assertThat(settings.integer("limit", 3)).isEqualTo(3);
    assertThat(settings.flag("flag", false)).isFalse();
    assertThat(settings.duration("wait", Duration.ZERO)).isZero();
    assertThat(settings.map("map")).isEmpty();
    assertThat(settings.section("block")).isEmpty();
    assertThat(settings.sections("blocks")).isEmpty();
    assertThat(settings.mistakes()).hasSize(7);
  }

  @Test
  void nested_blocks_report_under_their_path() {
    MapSettings settings =
        new MapSettings(
            "directory",
            Map.of(
                "block", Map.of("key", "x", "other", 1),
                "blocks", List.of(Map.of("key", "x"), Map.of())));
    assertThat(settings.section("block").orElseThrow().integer("key", 1)).isEqualTo(1);
    settings.sections("blocks").forEach(block -> block.required("key"));
    assertThat(settings.unread()).containsExactly("block.other");
    assertThat(settings.mistakes())
        .containsExactly("block.key: should be a whole number", "blocks[1].key: is missing");
  }

  @Test
  void a_secret_stands_as_text_or_as_the_first_line_of_a_file() throws IOException {
    Path file = Files.writeString(directory.resolve("secret"), "from a file\nsecond line\n");
    MapSettings settings =
        new MapSettings(
            "directory",
            Map.of(
                "direct", "as is", "filed-file", file.toString(), "lost-file", directory + "/no"));
    assertThat(settings.secret("direct")).contains("as is");
    assertThat(settings.secret("filed")).contains("from a file");
    assertThat(settings.secret("lost")).isEmpty();
    assertThat(settings.mistakes()).containsExactly("lost-file: can not be read");
    assertThat(settings.unread()).isEmpty();
  }

  @Test
  void durations_have_the_units_of_the_configuration() {
    MapSettings settings =
        new MapSettings("x", Map.of("a", "5s", "b", "10m", "c", "2h", "d", "30d"));
    assertThat(settings.duration("a", Duration.ZERO)).isEqualTo(Duration.ofSeconds(5));
    assertThat(settings.duration("b", Duration.ZERO)).isEqualTo(Duration.ofMinutes(10));
    assertThat(settings.duration("c", Duration.ZERO)).isEqualTo(Duration.ofHours(2));
    assertThat(settings.duration("d", Duration.ZERO)).isEqualTo(Duration.ofDays(30));
  }
}
