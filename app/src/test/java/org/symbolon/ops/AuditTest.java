package org.symbolon.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.symbolon.audit.Event;

final class AuditTest {
  /** Of the table of events. */
  private static final Pattern ROW =
      Pattern.compile("\\| ((?:`[a-z]+(?:-[a-z]+)+`(?:, )?)+) \\| (`(?:[a-z-]+)`(?:, .*)?) \\|");

  private static final Pattern QUOTED = Pattern.compile("`([a-z-]+)`");

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();

  @AfterEach
  void restore() {
    Logs.configure(context, false, Level.INFO, System.err);
  }

  @Test
  void each_event_is_one_line_that_names_it_and_its_issuer() throws Exception {
    Logs.configure(context, true, Level.ERROR, out);
    AuditLog log = new AuditLog();
    Events.all().forEach(log::report);
    List<JsonNode> lines = new ArrayList<>();
    for (String line : lines().lines().toList()) {
      lines.add(JsonMapper.builder().build().readTree(line));
    }
    assertThat(lines)
        .hasSameSizeAs(Events.all())
        .allSatisfy(
            line -> {
              assertThat(line.get("logger").asText()).isEqualTo("symbolon.audit");
              assertThat(line.get("issuer").asText()).isEqualTo("https://gateway.example");
              assertThat(line.get("message").asText()).isEqualTo(line.get("event").asText());
            });
    assertThat(lines.stream().map(line -> line.get("event").asText()))
        .doesNotHaveDuplicates()
        .contains("login-succeeded", "token-issued", "refresh-replayed", "grant-ended");
  }

  @Test
  void the_operator_guide_lists_each_event_with_its_fields() throws Exception {
    Map<String, Set<String>> listed = new TreeMap<>();
    for (String line : Files.readAllLines(Path.of("..", "docs", "operations.md"))) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        for (String event : quoted(row.group(1))) {
          listed.put(event, Set.copyOf(quoted(row.group(2))));
        }
      }
    }
    assertThat(listed.keySet())
        .containsAll(Events.all().stream().map(Entry::name).toList())
        .hasSameSizeAs(Events.all());
    for (Event event : Events.all()) {
      Set<String> fields = new HashSet<>(Entry.of(event).fields().keySet());
      fields.removeAll(Set.of("event", "issuer"));
      assertThat(listed.get(Entry.name(event))).as(Entry.name(event)).containsAll(fields);
    }
  }

  @Test
  void there_is_an_example_of_each_kind_of_event() {
    assertThat(Events.all().stream().map(Object::getClass))
        .containsAll(List.of(Event.class.getPermittedSubclasses()));
  }

  private static List<String> quoted(String cell) {
    return QUOTED.matcher(cell).results().map(name -> name.group(1)).toList();
  }

  @Test
  void a_token_issued_is_told_with_all_but_the_token() {
    Logs.configure(context, false, Level.INFO, out);
    new AuditLog().report(Events.issued("tool"));
    assertThat(lines())
        .contains(
            "INFO symbolon.audit: token-issued event=token-issued issuer=https://gateway.example",
            "client=tool grant-type=refresh_token grant=AAAAAAAAAAAAAAAAAAAAAA username=ana",
            "scope=\"storage.read:/data openid\" audience=https://storage.example jti=jti-1");
  }

  @Test
  void a_sink_that_fails_takes_the_event_neither_from_the_others_nor_the_caller() {
    Logs.configure(context, false, Level.INFO, out);
    List<Event> heard = new ArrayList<>();
    Tee tee =
        new Tee(
            event -> {
              throw new IllegalStateException("full");
            },
            heard::add);
    assertThatNoException().isThrownBy(() -> tee.report(Events.issued("tool")));
    assertThat(heard).hasSize(1);
    assertThat(lines()).contains("an audit sink has a defect and lost token-issued", "full");
  }

  private String lines() {
    return out.toString(StandardCharsets.UTF_8);
  }
}
