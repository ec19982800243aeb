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
import org.symbolon.explain.Inquiry;
import org.symbolon.resolve.Inquiries;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Whom a question about the policy is about, and how the answer is wanted. */
final class InquiryOptions {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  @Mixin private AskedAt where = new AskedAt();

  @Parameters(
      index = "0",
      paramLabel = "USER",
      description = "The local name, as a login gives it; - for the client itself.")
  private String user = "";

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
    return where.answer(
        surroundings,
        (configuration, at) -> {
          try (Wiring.Inquiring open = surroundings.wiring().inquire(configuration, time())) {
            Inquiry inquiry =
                Optional.ofNullable(open.issuers().get(at.issuer().id())).orElseThrow();
            Answer answer =
                question.ask(
                    inquiry,
                    user.equals("-")
                        ? Optional.empty()
                        : Optional.of(inquiry.byName(user, claims())),
                    where.client());
            surroundings.out().print(json ? written(answer.json()) + "\n" : answer.text());
          }
        });
  }

  private InstantSource time() throws AskedAt.WrongQuestion {
    try {
      return at == null ? InstantSource.system() : InstantSource.fixed(Instant.parse(at));
    } catch (DateTimeParseException malformed) {
      throw new AskedAt.WrongQuestion("--at should be a time as in 2026-03-02T18:00:00Z");
    }
  }

  private static String written(Map<String, Object> values) {
    try {
      return JSON.writeValueAsString(values);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("JSON values can be written as JSON", impossible);
    }
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
}
