package org.symbolon.ops;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import org.slf4j.ILoggerFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * Sets up the log: to standard error, as one line per event, secrets masked. Until {@link
 * #configure} is called it is readable text from INFO on, by {@link LogsConfigurator}.
 */
public final class Logs {
  /** One line for each {@link org.symbolon.audit.Event}. */
  static final String AUDIT = "symbolon.audit";

  /**
   * Libraries that say much. They stay at WARN even where we are at DEBUG: some print the tokens
   * and forms they handle there.
   */
  private static final List<String> TALKATIVE =
      List.of(
          "org.eclipse.jetty",
          "io.javalin",
          "org.pac4j",
          "com.nimbusds",
          "com.zaxxer.hikari",
          "org.flywaydb",
          "org.jdbi",
          "org.postgresql",
          "com.unboundid");

  private Logs() {}

  /**
   * Sets up the log of this process; may be called again.
   *
   * @param json one JSON object a line, else text for people
   * @param level of our own loggers: {@code error}, {@code warn}, {@code info} or {@code debug};
   *     the audit is written at any level
   * @throws IllegalArgumentException for another level
   */
  public static void configure(boolean json, String level) {
    ILoggerFactory factory = LoggerFactory.getILoggerFactory();
    if (!(factory instanceof LoggerContext context)) {
      throw new IllegalStateException("another logging library stands before logback: " + factory);
    }
    configure(context, json, level(level), System.err);
    bridge();
  }

  static void configure(LoggerContext context, boolean json, Level level, OutputStream out) {
    context.reset();
    OutputStreamAppender<ILoggingEvent> lines = new OutputStreamAppender<>();
    LineEncoder encoder = new LineEncoder(json ? new JsonFormat() : new TextFormat());
    encoder.setContext(context);
    encoder.start();
    lines.setContext(context);
    lines.setName("lines");
    lines.setEncoder(encoder);
    // Configuring anew stops the old appender, which closes its stream. Closed standard error is
    // gone for good: all that this process writes there later goes nowhere.
    lines.setOutputStream(new Unclosed(out));
    lines.start();
    context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(lines);
    context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(atLeast(level, Level.INFO));
    TALKATIVE.forEach(name -> context.getLogger(name).setLevel(atLeast(level, Level.WARN)));
    // A port that is taken is reported by ours, once and in words.
    context.getLogger("io.javalin.Javalin").setLevel(Level.OFF);
    context.getLogger("org.symbolon").setLevel(level);
    context.getLogger(AUDIT).setLevel(Level.INFO);
  }

  private static Level atLeast(Level level, Level least) {
    return level.isGreaterOrEqual(least) ? level : least;
  }

  private static Level level(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "error" -> Level.ERROR;
      case "warn" -> Level.WARN;
      case "info" -> Level.INFO;
      case "debug" -> Level.DEBUG;
      default -> throw new IllegalArgumentException("no log level: " + text);
    };
  }

  /** The platform's own logging, which some libraries use, comes out as ours does. */
  private static void bridge() {
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
  }

  private static final class Unclosed extends FilterOutputStream {
    Unclosed(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
