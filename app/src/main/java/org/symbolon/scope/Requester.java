package org.symbolon.scope;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.symbolon.condition.Answer;
import org.symbolon.condition.Condition;
import org.symbolon.protocol.ClientId;
import org.symbolon.resolver.Account;

/** Who asks, as rules see it: computed once a request, for one thread. */
public record Requester(
    Optional<String> username, Set<String> groups, ClientId client, RuleConditions conditions) {
  /** One of whom no condition can hold. */
  public Requester(Optional<String> username, Set<String> groups, ClientId client) {
    this(username, groups, client, RuleConditions.none());
  }

  public static Requester of(PolicyRequest request) {
    return new Requester(
        request.account().map(Account::name),
        request.account().map(Account::groupNames).orElse(Set.of()),
        request.client(),
        RuleConditions.of(request));
  }

  /** Whether a rule about {@code who} is about this requester. */
  Answer is(Who who) {
    return switch (who) {
      case Who.Everyone everyone -> new Answer.Yes();
      case Who.Groups some -> answer(groups.stream().anyMatch(some.names()::contains));
      case Who.Users some -> answer(username.filter(some.names()::contains).isPresent());
      case Who.Clients some -> answer(some.ids().contains(client));
      case Who.When when -> holds(when.condition());
      case Who.AllOf all -> all(all.parts());
    };
  }

  private Answer holds(Condition condition) {
    return username.isEmpty() && RuleConditions.needsPerson(condition)
        ? new Answer.No()
        : conditions.ask(condition);
  }

  /** One no is a no, whatever the others are. */
  private Answer all(List<Who> parts) {
    List<Answer> failed = new ArrayList<>();
    for (Who part : parts) {
      switch (is(part)) {
        case Answer.Yes yes -> {}
        case Answer.No no -> {
          return no;
        }
        case Answer.Failed why -> failed.add(why);
      }
    }
    return failed.isEmpty() ? new Answer.Yes() : failed.getFirst();
  }

  private static Answer answer(boolean yes) {
    return yes ? new Answer.Yes() : new Answer.No();
  }
}
