package org.symbolon.cli;

import java.util.concurrent.Callable;
import org.symbolon.explain.EntitledWords;
import org.symbolon.resolve.Entitled;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code symbolon may}: what a user may ask for. */
@Command(
    name = "may",
    mixinStandardHelpOptions = true,
    header = "Lists the scopes that a user may have at a client.",
    description = {
      "Patterns stand where there is no end of scopes. It is an upper bound: what a rule asks of",
      "resolvers is decided scope by scope, and symbolon explain says how."
    })
final class May implements Callable<Integer> {
  private final Cli.Surroundings surroundings;

  @Mixin private InquiryOptions options = new InquiryOptions();

  May(Cli.Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    return options.answer(
        surroundings,
        (inquiry, subject, client) -> {
          Entitled entitled = inquiry.may(subject, client);
          return new InquiryOptions.Answer(
              EntitledWords.text(entitled), EntitledWords.json(entitled));
        });
  }
}
