package org.symbolon.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.symbolon.client.Client;
import org.symbolon.issuer.Profile;
import org.symbolon.resolver.ScopeQuestion.Subtree;
import org.symbolon.scope.How;
import org.symbolon.scope.Rule;
import org.symbolon.scope.Scope;
import org.symbolon.scope.ScopePattern;

/** Reads {@code scopes}, the site's rules, and every other place where scopes are written. */
final class ReadScopes {
  private ReadScopes() {}

  static List<Rule> from(
      Section around, Profile profile, List<Client> clients, List<String> resolvers) {
    List<Rule> rules = new ArrayList<>();
    List<Section> sections = around.sections("scopes");
    for (int i = 0; i < sections.size(); i++) {
      Section section = sections.get(i);
      String name = section.value("name", Readings::text, "rule " + (i + 1));
      var who = ReadWho.from(section, clients);
      Optional<How> how = how(section, resolvers);
      int leastDepth = section.value("min-depth", Readings.number(0, 32), 0);
      if (section.has("min-depth") && section.has("refuse")) {
        section.mistake(
            "min-depth", "says how narrow a grant must be: it does nothing to a refusal");
      }
      if (!section.has("scope")) {
        section.mistake("scope", "is missing: a pattern, as in storage.read:/**");
      }
      List<ScopePattern> patterns = section.list("scope", pattern(profile));
      patterns.forEach(
          pattern ->
              who.ifPresent(
                  whom ->
                      how.ifPresent(
                          then -> rules.add(new Rule(name, pattern, whom, then, leastDepth)))));
    }
    return rules;
  }

  private static Optional<How> how(Section section, List<String> resolvers) {
    boolean grant = section.value("grant", Readings::flag, false);
    Optional<String> refuse = section.value("refuse", Readings::text);
    List<String> ask = section.distinct("ask", known(resolvers));
    How.Quorum quorum = section.value("agree", Readings.oneOf(How.Quorum.class), How.Quorum.ALL);
    long ways = List.of("grant", "refuse", "ask").stream().filter(section::has).count();
    if (ways != 1) {
      section.mistake("should have exactly one of grant: true, refuse: WHY and ask: RESOLVER");
      return Optional.empty();
    }
    Optional<Subtree> subtree = ReadSubtree.from(section);
    if (section.has("agree") && !section.has("ask")) {
      section.mistake("agree", "is about several resolvers and has no effect without ask");
    }
    if (section.has("grant")) {
      if (!grant) {
        section.mistake("grant", "should be true; to refuse write refuse: and why");
      }
      return Optional.of(new How.Grant());
    }
    if (section.has("refuse")) {
      return refuse.map(How.Refuse::new);
    }
    return ask.isEmpty() ? Optional.empty() : Optional.of(new How.Ask(ask, quorum, subtree));
  }

  /** Patterns of scopes, as text. */
  static List<String> patterns(Section section, String key, Profile profile) {
    return section.distinct(key, text -> pattern(profile).read(text).text());
  }

  /** Scopes in which {@code {username}} stands for the local name. */
  static List<String> templates(Section section, String key, Profile profile) {
    return section.distinct(
        key,
        text -> {
          if (Scope.parse(text.replace("{username}", "someone"), profile)
              instanceof Scope.Malformed malformed) {
            throw new Mistake("is no scope this issuer can give: " + malformed.why());
          }
          return text;
        });
  }

  static Reading<ScopePattern> pattern(Profile profile) {
    return text ->
        switch (ScopePattern.parse(text, profile)) {
          case ScopePattern.Parsed parsed -> parsed.pattern();
          case ScopePattern.Malformed malformed ->
              throw new Mistake("is not a scope pattern: " + malformed.why());
        };
  }

  static Reading<String> known(List<String> resolvers) {
    return text -> {
      if (!resolvers.contains(text)) {
        throw new Mistake(
            "names the resolver "
                + text
                + ", which is not configured"
                + Suggestion.among(text, resolvers));
      }
      return text;
    };
  }
}
