package org.symbolon.cli;

import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.symbolon.config.Configuration;
import org.symbolon.config.IssuerConfig;
import org.symbolon.protocol.ProtocolException;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where a question about the configuration is asked: which file, issuer and client. */
final class AskedAt {
  @Mixin private ConfigOption config = new ConfigOption();

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

  /** What is done once the issuer is known. */
  @FunctionalInterface
  interface Work {
    /** Prints the answer. */
    void answer(Configuration configuration, IssuerConfig at)
        throws Wiring.StartFailed, WrongQuestion;
  }

  /** The question can not be answered; the message says what to change. */
  static final class WrongQuestion extends Exception {
    private static final long serialVersionUID = 1L;

    WrongQuestion(String why) {
      super(why, null, false, false);
    }
  }

  String client() {
    return client;
  }

  /**
   * @return the exit code
   */
  int answer(Cli.Surroundings surroundings, Work work) {
    Optional<Configuration> configuration = config.load(surroundings);
    if (configuration.isEmpty()) {
      return Cli.MISTAKE;
    }
    try {
      work.answer(configuration.get(), issuer(configuration.get()));
      surroundings.out().flush();
      return ExitCode.OK;
    } catch (WrongQuestion wrong) {
      return surroundings.mistake(String.valueOf(wrong.getMessage()));
    } catch (ProtocolException e) {
      return surroundings.mistake(e.error().description());
    } catch (Wiring.StartFailed failed) {
      config.print(surroundings, failed.problems());
      return Cli.MISTAKE;
    }
  }

  private IssuerConfig issuer(Configuration configuration) throws WrongQuestion {
    return configuration.issuers().stream()
        .filter(one -> issuer == null || one.issuer().id().value().equals(issuer))
        .findFirst()
        .orElseThrow(
            () ->
                new WrongQuestion(
                    "there is no issuer "
                        + issuer
                        + ": one of "
                        + configuration.issuers().stream()
                            .map(one -> one.issuer().id().value())
                            .collect(Collectors.joining(", "))));
  }
}
