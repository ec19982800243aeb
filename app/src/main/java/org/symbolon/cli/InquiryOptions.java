package org.symbolon.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.symbolon.config.Configuration;
import org.symbolon.explain.Inquiry;
import org.symbolon.protocol.IssuerId;
import org.symbolon.protocol.ProtocolException;
import org.symbolon.resolve.Inquiries;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Whom a question about the policy is about, and how the answer is wanted. */
final class InquiryOptions {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  @Mixin private ConfigOption config = new ConfigOption();

  @Parameters(
      index = "0",
      paramLabel = "USER",
      description = "The local name, as a login gives it; - for the client itself.")
  private String user = "";

  @Option(
      names = "--client",
      required = true,
      paramLabel = "ID",
      description = "The client that asks.")
  private String client = "";

  @Option(
      names = "--issuer",
      paramLabel = "ID",
      description = "Which of several issuers (default: the first).")
  private @Nullable String issuer;

  @Option(
      names = "--claim",
      paramLabel = "NAME=VALUE",
      description = "What the institution says of the user, as JSON or text; may be repeated.")
  private Map<String, String> claims = new LinkedHashMap<>();

  @Option(
      names = "--at",
      paramLabel = "TIME",
      description = "What conditions take for the time, as 2026-03-02T18:00:00Z (default: now).")
  private @Nullable String at;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  /** What is asked, once everything is open. */
  @FunctionalInterface
  interface Question {
    Answer ask(Inquiry inquiry, Optional<Inquiries.Subject> subject, String client);
  }

  /** The same answer twice. */
  record Answer(String text, Map<String, Object> json) {}

  /** Opens, asks, prints. */
  int answer(Cli.Surroundings surroundings, Question question) {
    InstantSource time;
    try {
      time = at == null ? InstantSource.system() : InstantSource.fixed(Instant.parse(at));
    } catch (DateTimeParseException e) {
      return failed(surroundings, "--at should be a time as in 2026-03-02T18:00:00Z");
    }
    Optional<Configuration> configuration = config.load(surroundings);
    if (configuration.isEmpty()) {
      return Cli.MISTAKE;
    }
    try (Wiring.Inquiring open = surroundings.wiring().inquire(configuration.get(), time)) {
      Optional<Inquiry> inquiry = inquiry(open);
      if (inquiry.isEmpty()) {
        return failed(
            surroundings,
            "there is no issuer " + issuer + ": one of " + names(open.issuers().keySet()));
      }
      Optional<Inquiries.Subject> subject =
          user.equals("-") ? Optional.empty() : Optional.of(inquiry.get().byName(user, claims()));
      Answer answer = question.ask(inquiry.get(), subject, client);
      surroundings
          .out()
          .print(json ? JSON.writeValueAsString(answer.json()) + "\n" : answer.text());
      surroundings.out().flush();
      return 0;
    } catch (ProtocolException e) {
      return failed(surroundings, e.error().description());
    } catch (Wiring.StartFailed failed) {
      config.print(surroundings, failed.problems());
      return Cli.MISTAKE;
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("JSON values can be written as JSON", impossible);
    }
  }

  private Optional<Inquiry> inquiry(Wiring.Inquiring open) {
    return issuer == null
        ? open.issuers().values().stream().findFirst()
        : Optional.ofNullable(open.issuers().get(new IssuerId(issuer)));
  }

  private static String names(Iterable<IssuerId> issuers) {
    StringBuilder names = new StringBuilder();
    issuers.forEach(id -> names.append(names.isEmpty() ? "" : ", ").append(id.value()));
    return names.toString();
  }

  private Map<String, Object> claims() {
    Map<String, Object> values = new HashMap<>();
    claims.forEach((name, text) -> values.put(name, value(text)));
    return values;
  }

  /** {@code 2}, {@code true} and {@code ["a","b"]} are JSON; anything else is a text. */
  private static Object value(String text) {
    try {
      Object read = JSON.readValue(text, Object.class);
      return read == null ? List.of() : read;
    } catch (JsonProcessingException notJson) {
      return text;
    }
  }

  private static int failed(Cli.Surroundings surroundings, String why) {
    surroundings.err().println(why);
    surroundings.err().flush();
    return Cli.MISTAKE;
  }
}
