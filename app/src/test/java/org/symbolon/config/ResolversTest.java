package org.symbolon.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.symbolon.config.Reader.SIMPLE;
import static org.symbolon.config.Reader.after;
import static org.symbolon.config.Reader.loaded;
import static org.symbolon.config.Reader.mistakes;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.symbolon.resolve.Breaking;
import org.symbolon.resolve.Configured;
import org.symbolon.resolver.Settings;

class ResolversTest {
  private static ResolverConfig resolver(String... settings) {
    return loaded(after("base-path: /data", settings)).resolvers().getFirst();
  }

  @Test
  void the_host_reads_its_part_and_leaves_the_rest_to_the_resolver() {
    ResolverConfig resolver =
        resolver("timeout: 2s", "threads: 3", "cache-accounts: 1m", "cache-verdicts: 0s");

    Configured configured = resolver.configured();
    assertThat(configured.name()).isEqualTo("files");
    assertThat(configured.type()).isEqualTo("posix");
    assertThat(configured.timeout()).isEqualTo(Duration.ofSeconds(2));
    assertThat(configured.threads()).isEqualTo(3);
    assertThat(configured.accountCache()).isEqualTo(Duration.ofMinutes(1));
    assertThat(configured.verdictCache()).isZero();
    assertThat(configured.settings()).isSameAs(resolver.settings());
  }

  @Test
  void old_answers_stand_in_only_where_it_says_so_and_a_breaker_is_always_there() {
    Configured usual = resolver().configured();
    assertThat(usual.serveStaleFor()).isZero();
    assertThat(usual.breaking()).isEqualTo(Breaking.DEFAULT);

    Configured own =
        resolver("serve-stale-for: 4h", "breaker: {calls: 20, failure-rate: 80, pause: 1m}")
            .configured();
    assertThat(own.serveStaleFor()).isEqualTo(Duration.ofHours(4));
    assertThat(own.breaking()).isEqualTo(new Breaking(20, 80, Duration.ofMinutes(1)));
  }

  @Test
  void a_breaker_says_what_is_wrong_with_it() {
    assertThat(
            mistakes(
                after("base-path: /data", "breaker: {calls: -1, failure-rate: 101, pauze: 1s}")))
        .hasSize(3);
  }

  @Test
  void a_setting_that_the_resolver_never_asked_for_is_a_problem_with_a_suggestion() {
    RawSettings settings = resolver("basepath: /x", "nested: {deepr: 1}").settings();
    settings.path("base-path");
    settings.section("nested").orElseThrow().text("deeper");

    assertThat(settings.problemsAfterOpen())
        .containsExactly(
            new Problem("resolvers[0].basepath", 16, "is not a setting: did you mean base-path?"),
            new Problem("resolvers[0].nested.deepr", 17, "is not a setting: did you mean deeper?"));
    assertThat(settings.problemsAfterOpen()).hasSize(2);
  }

  @Test
  void a_resolver_reads_values_of_every_kind() {
    Settings settings =
        resolver(
                "text: a b",
                "number: -12",
                "on: true",
                "wait: 500ms",
                "file: passwd",
                "list: [a, b]",
                "short-list: a, b",
                "password: word",
                "map: {a: 1, b: two}",
                "block: {x: y}",
                "blocks: [{x: 1}, {x: 2}]")
            .settings();

    assertThat(settings.name()).isEqualTo("files");
    assertThat(settings.text("text")).contains("a b");
    assertThat(settings.required("text")).isEqualTo("a b");
    assertThat(settings.text("none")).isEmpty();
    assertThat(settings.integer("number", 1)).isEqualTo(-12);
    assertThat(settings.integer("none", 1)).isEqualTo(1);
    assertThat(settings.flag("on", false)).isTrue();
    assertThat(settings.duration("wait", Duration.ZERO)).isEqualTo(Duration.ofMillis(500));
    assertThat(settings.path("file")).contains(Path.of("/etc/symbolon/passwd"));
    assertThat(settings.texts("list")).containsExactly("a", "b");
    assertThat(settings.texts("short-list")).containsExactly("a", "b");
    assertThat(settings.texts("none")).isEmpty();
    assertThat(settings.secret("password")).contains("word");
    assertThat(settings.map("map")).isEqualTo(Map.of("a", "1", "b", "two"));
    assertThat(settings.map("none")).isEmpty();
    assertThat(settings.section("block").flatMap(block -> block.text("x"))).contains("y");
    assertThat(settings.sections("blocks"))
        .extracting(block -> block.integer("x", 0))
        .isEqualTo(List.of(1L, 2L));
  }

  @Test
  void a_resolvers_mistakes_have_their_paths_and_leave_harmless_values() {
    RawSettings settings =
        resolver("number: many", "on: perhaps", "wait: soon", "map: {a: [b]}", "block: text")
            .settings();
    settings.path("base-path");

    assertThat(settings.required("servers")).isEmpty();
    assertThat(settings.integer("number", 7)).isEqualTo(7);
    assertThat(settings.flag("on", true)).isTrue();
    assertThat(settings.duration("wait", Duration.ofSeconds(1))).hasSeconds(1);
    assertThat(settings.map("map")).isEmpty();
    assertThat(settings.section("block")).isEmpty();
    settings.mistake("number", "should be more");

    assertThat(settings.problemsAfterOpen())
        .extracting(Problem::path)
        .containsExactlyInAnyOrder(
            "resolvers[0].servers",
            "resolvers[0].number",
            "resolvers[0].on",
            "resolvers[0].wait",
            "resolvers[0].map.a",
            "resolvers[0].block",
            "resolvers[0].number");
  }

  @Test
  void a_resolver_has_a_name_of_its_own_and_a_type() {
    assertThat(mistakes(after("base-path: /data").replace("type: posix", "threads: 0")))
        .containsExactlyInAnyOrder(
            "resolvers[0].type is missing: as in posix",
            "resolvers[0].threads should be a whole number from 1 to 1000");
    assertThat(
            mistakes(
                SIMPLE.replace(
                    "accounts: files", "  - name: files\n    type: posix\naccounts: files")))
        .containsExactly("resolvers[1].name is another resolver's too: give each its own");
    assertThat(mistakes(SIMPLE.replace("name: files", "name: Files!")))
        .contains(
            "resolvers[0].name should be a short name of lower-case letters, digits and dashes");
  }
}
