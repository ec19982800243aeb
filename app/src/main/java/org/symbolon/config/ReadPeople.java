package org.symbolon.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads {@code people}: which login methods may reach one account. */
final class ReadPeople {
  private final List<String> logins;

  private ReadPeople(List<LoginMethodConfig> logins) {
    this.logins = logins.stream().map(LoginMethodConfig::name).toList();
  }

  static People from(Section around, List<LoginMethodConfig> logins) {
    return around
        .section("people")
        .map(block -> new ReadPeople(logins).people(block))
        .orElse(People.NONE);
  }

  private People people(Section block) {
    List<String> same = block.distinct("same-names-at", this::login);
    if (block.has("same-names-at") && same.size() < 2) {
      block.mistake("same-names-at", "should name two login methods at least");
    }
    List<People.Mapped> mapped = new ArrayList<>();
    Map<People.Reach, String> subjects = new LinkedHashMap<>();
    for (Section section : block.sections("accounts")) {
      People.Mapped account = account(section);
      for (People.Reach reach : account.logins()) {
        String other = subjects.put(reach, account.account());
        if (other != null && reach.subject().isPresent()) {
          section.mistake(
              "logins", "maps a subject of " + reach.login() + " that is mapped to " + other);
        }
      }
      mapped.add(account);
    }
    return new People(same.isEmpty() ? List.of() : List.of(Set.copyOf(same)), mapped);
  }

  private People.Mapped account(Section section) {
    List<People.Reach> reached = new ArrayList<>();
    for (Section each : section.sections("logins", "login")) {
      reached.add(
          new People.Reach(
              each.required("login", this::login, "the name of a login method").orElse(""),
              each.value("subject", Readings::text)));
    }
    if (reached.isEmpty()) {
      section.mistake("logins", "should name the login methods that reach this account");
    }
    return new People.Mapped(
        section.required("account", Readings::text, "its local name").orElse(""), reached);
  }

  private String login(String text) throws Mistake {
    if (!logins.contains(text)) {
      throw new Mistake(
          "names the login method "
              + text
              + ", which is not configured"
              + Suggestion.among(text, logins));
    }
    return text;
  }
}
