package org.symbolon.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.symbolon.audit.Event;

final class AuditTest {
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
