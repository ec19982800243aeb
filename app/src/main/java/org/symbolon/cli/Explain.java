package org.symbolon.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.symbolon.explain.ExplanationJson;
import org.symbolon.explain.ExplanationText;
import org.symbolon.resolve.Explanation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code symbolon explain}: why a scope is granted or refused. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    header = "Says why scopes are granted or refused to a user at a client.",
    description = {
      "Asks the resolvers as a login would, and prints the account they make, each rule that was",
      "tried, each resolver's verdict and the result. Issues nothing and needs no running server.",
      "Exits with 0 whatever the answer is."
    })
final class Explain implements Callable<Integer> {
  private final Cli.Surroundings surroundings;

  @Mixin private InquiryOptions options = new InquiryOptions();

  @Parameters(index = "1..*", arity = "1..*", paramLabel = "SCOPE")
  private List<String> scopes = new ArrayList<>();

  Explain(Cli.Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    return options.answer(
        surroundings,
        (inquiry, subject, client) -> {
          Explanation explanation = inquiry.explain(subject, client, String.join(" ", scopes));
          return new InquiryOptions.Answer(
              ExplanationText.of(explanation), ExplanationJson.of(explanation));
        });
  }
}
