package org.symbolon.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.symbolon.client.Client;
import org.symbolon.condition.Condition;
import org.symbolon.condition.Conditions;
import org.symbolon.protocol.ClientId;
import org.symbolon.scope.RuleConditions;
import org.symbolon.scope.Who;

/** Reads {@code for} of a rule: {@code everyone}, or a block every part of which must hold. */
final class ReadWho {
  private ReadWho() {}

  static Optional<Who> from(Section rule, List<Client> clients) {
    if (!rule.has("for")) {
      rule.mistake("for", "is missing: everyone, or a block with groups, users, clients or when");
      return Optional.empty();
    }
    if (!rule.isBlock("for")) {
      return rule.value("for", Readings.oneOf(List.<Who>of(new Who.Everyone()), Who::inWords));
    }
    return rule.section("for").flatMap(block -> parts(block, clients));
  }

  private static Optional<Who> parts(Section block, List<Client> clients) {
    List<Who> parts = new ArrayList<>();
    List<String> groups = block.distinct("groups", Readings::text);
    List<String> users = block.distinct("users", Readings::text);
    List<ClientId> ids = block.distinct("clients", known(clients));
    if (!groups.isEmpty()) {
      parts.add(new Who.Groups(Set.copyOf(groups)));
    }
    if (!users.isEmpty()) {
      parts.add(new Who.Users(Set.copyOf(users)));
    }
    if (!ids.isEmpty()) {
      parts.add(new Who.Clients(Set.copyOf(ids)));
    }
    block
        .value("when", ReadWho::condition)
        .ifPresent(condition -> parts.add(new Who.When(condition)));
    if (parts.isEmpty() && !block.has("when")) {
      block.mistake("should name groups, users, clients or when; for all write everyone");
    }
    if (parts.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(parts.size() == 1 ? parts.getFirst() : new Who.AllOf(parts));
  }

  private static Condition condition(String text) throws Mistake {
    return switch (RuleConditions.parse(Readings.text(text))) {
      case Conditions.Parsed parsed -> parsed.condition();
      case Conditions.Malformed malformed -> throw new Mistake(malformed.why());
    };
  }

  static Reading<ClientId> known(List<Client> clients) {
    List<String> ids = clients.stream().map(client -> client.id().value()).toList();
    return text -> {
      if (!ids.contains(text)) {
        throw new Mistake(
            "names the client " + text + ", which is not configured" + Suggestion.among(text, ids));
      }
      return new ClientId(text);
    };
  }
}
