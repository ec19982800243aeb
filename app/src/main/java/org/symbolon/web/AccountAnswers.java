package org.symbolon.web;

import java.util.List;
import org.symbolon.account.OwnAccount;
import org.symbolon.grant.Login;
import org.symbolon.protocol.ProtocolException;
import org.symbolon.resolve.Entitled;
import org.symbolon.resolve.Explanation;
import org.symbolon.scope.Decision;
import org.symbolon.scope.Outcome;
import org.symbolon.scope.Possible;
import org.symbolon.templates.Account;
import org.symbolon.templates.ScopeLine;

/** What a person may do, in words; only the reasons that they may know. */
final class AccountAnswers {
  private final OwnAccount account;

  AccountAnswers(OwnAccount account) {
    this.account = account;
  }

  Account.Answer of(Login login, String program, String asked) {
    try {
      return asked.isEmpty()
          ? all(program, account.may(login, program))
          : some(program, asked, account.explain(login, program, asked));
    } catch (ProtocolException wrong) {
      String why = wrong.error().description();
      return new Account.Answer(
          program,
          asked,
          "This can not be answered: "
              + why.replace("client of this id at this issuer", "such program here")
              + ".",
          List.of(),
          List.of());
    }
  }

  private static Account.Answer all(String program, Entitled entitled) {
    List<ScopeLine> lines = entitled.possible().stream().map(AccountAnswers::line).toList();
    String sentence =
        entitled.noAccount().isPresent()
            ? "You have no account here that may do anything."
            : lines.isEmpty()
                ? "Nothing: no rule of this site gives you anything there."
                : "This at most; some of it is looked up only when it is asked for:";
    String more =
        entitled.unavailable().isEmpty()
            ? ""
            : " A system that knows your rights does not answer just now.";
    return new Account.Answer(program, "", sentence + more, lines, List.of());
  }

  private static ScopeLine line(Possible possible) {
    ScopeLine line = ScopeLine.of(possible.pattern(), possible.pattern());
    if (!possible.except().isEmpty()) {
      line = line.noting("Except " + String.join(", ", possible.except()));
    }
    return possible.asked().isEmpty() ? line : line.because("Looked up when it is asked for");
  }

  private static Account.Answer some(String program, String asked, Explanation explanation) {
    if (explanation.decision().isEmpty()) {
      return new Account.Answer(
          program, asked, "You have no account here that may do anything.", List.of(), List.of());
    }
    Decision decision = explanation.decision().get();
    List<ScopeLine> granted =
        ScopeLines.granted(
            decision.outcomes().stream()
                .filter(Outcome.Granted.class::isInstance)
                .map(Outcome.Granted.class::cast)
                .toList());
    List<ScopeLine> refused = ScopeLines.refused(decision.refused());
    boolean undecided = decision.outcomes().stream().anyMatch(Outcome.Undecided.class::isInstance);
    String sentence =
        undecided
            ? "A system that knows your rights does not answer just now, so not all can be said."
            : refused.isEmpty()
                ? "You would get all of it."
                : granted.isEmpty()
                    ? "You would get nothing of it."
                    : "You would get a part of it.";
    return new Account.Answer(program, asked, sentence, granted, refused);
  }
}
