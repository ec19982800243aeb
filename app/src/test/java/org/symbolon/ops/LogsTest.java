package org.symbolon.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

final class LogsTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final LoggerContext context = new LoggerContext();

  LogsTest() {
    context.setMDCAdapter(new LogbackMDCAdapter());
  }

  @AfterEach
  void stop() {
    context.stop();
  }

  static List<Sample> samples() {
    return Samples.all();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void no_secret_comes_out_wherever_it_was_put(Sample sample) {
    String text = sample.text();
    for (boolean json : new boolean[] {false, true}) {
      Logger log = logger(json, "org.symbolon.web");
      log.info(text);
      log.warn("with an argument: {}", text);
      log.error("thrown", new IllegalStateException(text));
      log.error("caused", new IllegalStateException("outer", new IllegalArgumentException(text)));
      IllegalStateException suppressing = new IllegalStateException("first");
      suppressing.addSuppressed(new IllegalStateException(text));
      log.error("suppressed", suppressing);
      log.atInfo().addKeyValue("detail", text).log("as a value");
      context.getMDCAdapter().put("reference", text);
      log.info("in the request's reference");
      context.getMDCAdapter().remove("reference");
    }
    String lines = lines();
    assertThat(lines).contains("as a value", "suppressed: java.lang.IllegalStateException");
    sample.secrets().forEach(secret -> assertThat(lines).doesNotContain(secret));
  }

  @Test
  void a_thread_named_after_a_secret_does_not_show_it() throws InterruptedException {
    Logger log = logger(true, "org.symbolon.web");
    Thread thread = new Thread(() -> log.info("hello"), "password=hunter2");
    thread.start();
    thread.join();
    assertThat(lines()).contains("hello").doesNotContain("hunter2");
  }

  @Test
  void json_lines_hold_time_level_logger_thread_message_and_fields() throws Exception {
    logger(true, "org.symbolon.web")
        .atWarn()
        .addKeyValue("client", "tool")
        .addKeyValue("level", "x")
        .log("a \"word\"\nand {}", 2);
    JsonNode line = JsonMapper.builder().build().readTree(lines());
    assertThat(line.get("time").asText()).endsWith("Z");
    assertThat(line.get("level").asText()).isEqualTo("WARN");
    assertThat(line.get("level_").asText()).isEqualTo("x");
    assertThat(line.get("logger").asText()).isEqualTo("org.symbolon.web");
    assertThat(line.get("thread").asText()).isNotBlank();
    assertThat(line.get("message").asText()).isEqualTo("a \"word\"\nand 2");
    assertThat(line.get("client").asText()).isEqualTo("tool");
    assertThat(line.has("exception")).isFalse();
  }

  @Test
  void an_exception_in_json_is_one_field_of_the_one_line() throws Exception {
    logger(true, "org.symbolon.web")
        .error("failed", new IllegalStateException("outer", new IllegalStateException()));
    assertThat(lines().strip().lines()).hasSize(1);
    assertThat(JsonMapper.builder().build().readTree(lines()).get("exception").asText())
        .startsWith("java.lang.IllegalStateException: outer\n")
        .contains("caused by: java.lang.IllegalStateException\n", " as above");
  }

  @Test
  void text_lines_are_readable() {
    logger(false, "org.symbolon.web")
        .atInfo()
        .addKeyValue("client", "tool")
        .addKeyValue("why", "two \"words\"")
        .log("refused");
    assertThat(lines())
        .matches(
            "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z INFO web: refused client=tool why=\"two \\\\\"words\\\\\"\"\n");
  }

  @Test
  void a_text_chosen_by_a_stranger_forges_no_line_and_steers_no_terminal() {
    Logger log = logger(false, "org.symbolon.web");
    log.info("name x\n2026-01-01T00:00:00.000Z INFO login-succeeded\r\t\u001b[2J\u202e\u2028");
    log.atInfo().addKeyValue("why", "a\nb").log("value");
    log.info("thrown", new IllegalStateException("a\n  at nowhere"));
    assertThat(lines().lines().filter(line -> line.startsWith("2")).count()).isEqualTo(3);
    assertThat(lines())
        .contains("x\\n2026", "\\r\\t\\u001b[2J\\u202e\\u2028", "why=a\\nb", "a\\n  at nowhere")
        .doesNotContain("\u001b", "\u202e");
  }

  @Test
  void the_level_is_ours_and_libraries_stay_quiet_even_at_debug() {
    Logger ours = logger(false, "org.symbolon.web");
    ours.debug("not said");
    configure(false, Level.DEBUG);
    ours.debug("ours is said");
    for (String library :
        List.of(
            "org.eclipse.jetty.server",
            "org.pac4j.oidc",
            "com.zaxxer.hikari.pool",
            "org.flywaydb.core",
            "com.nimbusds.x")) {
      context.getLogger(library).info("a library's chatter");
      context.getLogger(library).warn("warning of " + library);
    }
    context.getLogger("another.library").debug("another's chatter");
    context.getLogger("another.library").info("another's news");
    assertThat(lines())
        .contains("ours is said", "warning of org.pac4j.oidc", "another's news")
        .doesNotContain("not said", "chatter");
  }

  @Test
  void the_audit_is_written_at_any_level() {
    configure(false, Level.ERROR);
    context.getLogger(Logs.AUDIT).info("token-issued");
    context.getLogger("org.symbolon.web").warn("not said");
    assertThat(lines()).contains("token-issued").doesNotContain("not said");
  }

  @ParameterizedTest
  @ValueSource(strings = {"error", "warn", "info", "debug", "INFO"})
  void the_log_of_the_process_takes_every_level(String level) {
    Logs.configure(false, level);
    java.util.logging.Logger.getLogger("some.platform.logger").fine("goes through the bridge");
    assertThat(org.slf4j.bridge.SLF4JBridgeHandler.isInstalled()).isTrue();
    Logs.configure(false, "info");
  }

  @Test
  void configuring_anew_leaves_standard_error_open() {
    AtomicBoolean closed = new AtomicBoolean();
    OutputStream standardError =
        new FilterOutputStream(out) {
          @Override
          public void close() {
            closed.set(true);
          }
        };
    Logs.configure(context, false, Level.INFO, standardError);
    Logs.configure(context, true, Level.INFO, standardError);
    context.getLogger("org.symbolon.web").info("still here");
    assertThat(closed).isFalse();
    assertThat(lines()).contains("still here");
  }

  @Test
  void another_level_is_refused() {
    assertThatThrownBy(() -> Logs.configure(true, "loud"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("loud");
  }

  @Test
  void logback_finds_our_set_up_before_anything_is_configured() {
    assertThat(ServiceLoader.load(Configurator.class)).anyMatch(LogsConfigurator.class::isInstance);
    assertThat(new LogsConfigurator().configure(context))
        .isEqualTo(Configurator.ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY);
    assertThat(context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("lines")).isNotNull();
    assertThat(LoggerFactory.getILoggerFactory()).isInstanceOf(LoggerContext.class);
  }

  private Logger logger(boolean json, String name) {
    configure(json, Level.INFO);
    return context.getLogger(name);
  }

  private void configure(boolean json, Level level) {
    Logs.configure(context, json, level, out);
  }

  private String lines() {
    return out.toString(StandardCharsets.UTF_8);
  }
}
