package org.symbolon.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.symbolon.client.Client;
import org.symbolon.condition.Condition;
import org.symbolon.condition.Conditions;
import org.symbolon.exchange.ExchangeConditions;
import org.symbolon.exchange.ExchangePolicy;
import org.symbolon.exchange.ExchangeRule;
import org.symbolon.exchange.ForeignIssuer;
import org.symbolon.exchange.Mode;
import org.symbolon.exchange.Subject;
import org.symbolon.exchange.SubjectRule;
import org.symbolon.exchange.Targets;
import org.symbolon.exchange.TokenKind;
import org.symbolon.issuer.AudienceRules;
import org.symbolon.issuer.Issuer;
import org.symbolon.scope.ScopePattern;

/** Reads {@code exchanges}, the site's rules over token exchange. */
final class ReadExchanges {
  private static final int MOST_USES = 100_000_000;

  private final Issuer issuer;
  private final List<Client> clients;

  private final List<String> foreign;

  private ReadExchanges(Issuer issuer, List<Client> clients, List<ForeignIssuer> foreign) {
    this.issuer = issuer;
    this.clients = clients;
    this.foreign = foreign.stream().map(ForeignIssuer::name).toList();
  }

  static ExchangePolicy from(
      Section around, Issuer issuer, List<Client> clients, List<ForeignIssuer> foreign) {
    ReadExchanges reader = new ReadExchanges(issuer, clients, foreign);
    List<ExchangeRule> rules = new ArrayList<>();
    List<Section> sections = around.sections("exchanges");
    for (int i = 0; i < sections.size(); i++) {
      String name = sections.get(i).value("name", Readings::text, "exchange " + (i + 1));
      if (name.equals(ExchangeRule.NARROW_OWN.name())
          || rules.stream().anyMatch(rule -> rule.name().equals(name))) {
        sections.get(i).mistake("name", "is another rule's too: the audit tells them by it");
      }
      reader.rule(sections.get(i), name).ifPresent(rules::add);
    }
    return new ExchangePolicy(rules, around.value("narrow-own-tokens", Readings::flag, true));
  }

  private Optional<ExchangeRule> rule(Section section, String name) {
    Optional<Mode> mode =
        section.required(
            "mode",
            Readings.oneOf(Mode.class),
            "one of on-behalf-of, delegate, impersonate, downscope and job");
    Section actors = section.section("actors").orElse(null);
    Optional<List<ScopePattern>> scopes =
        section.has("scopes")
            ? Optional.of(section.list("scopes", ReadScopes.pattern(issuer.profile())))
            : Optional.empty();
    var rule =
        mode.map(
            how ->
                new ExchangeRule(
                    name,
                    Set.copyOf(section.distinct("clients", ReadWho.known(clients))),
                    how,
                    subject(section, how),
                    actors == null
                        ? Set.of()
                        : Set.copyOf(actors.distinct("clients", ReadWho.known(clients))),
                    actors == null
                        ? Set.of()
                        : Set.copyOf(actors.distinct("users", Readings::text)),
                    targets(section),
                    scopes,
                    section.value("lifetime", Readings.duration("1s", "30d")),
                    section.value("outlive-subject", Readings::flag, false),
                    section.value("refresh", Readings.duration("1m", "3650d")),
                    job(section, how),
                    section.value("may-act", ReadWho.known(clients))));
    rule.ifPresent(read -> CheckExchange.check(section, read, issuer, clients));
    return rule;
  }

  private SubjectRule subject(Section section, Mode mode) {
    SubjectRule rule = section.section("subject").map(this::subject).orElse(SubjectRule.ANY);
    boolean written = section.section("subject").filter(block -> block.has("tokens")).isPresent();
    // Who may be named by a client may not be had by any token of theirs: that has to be said.
    return mode == Mode.IMPERSONATE && !written ? rule.withoutTokens() : rule;
  }

  private SubjectRule subject(Section block) {
    List<TokenKind> kinds = block.distinct("tokens", Readings.oneOf(KINDS, ReadExchanges::word));
    Set<String> issuers = Set.copyOf(block.distinct("issuers", this::knownIssuer));
    return new SubjectRule(
        issuers.isEmpty() ? SubjectRule.ANY.issuers() : issuers,
        kinds.isEmpty() ? usualKinds(issuers) : Set.copyOf(kinds),
        block.distinct("audience", Readings::text),
        Set.copyOf(block.distinct("issued-to", ReadWho.known(clients))),
        Set.copyOf(block.distinct("groups", Readings::text)),
        Set.copyOf(block.distinct("users", Readings::text)),
        block.value("when", ReadExchanges::condition));
  }

  private static Condition condition(String text) throws Mistake {
    return switch (ExchangeConditions.parse(Readings.text(text))) {
      case Conditions.Parsed parsed -> parsed.condition();
      case Conditions.Malformed malformed -> throw new Mistake(malformed.why());
    };
  }

  private String knownIssuer(String text) throws Mistake {
    if (!text.equals(Subject.SELF) && !foreign.contains(text)) {
      throw new Mistake(
          "names "
              + text
              + ", which is neither self nor among foreign-issuers"
              + Suggestion.among(text, foreign));
    }
    return text;
  }

  /** A foreign issuer's own entry says what its tokens may be called. */
  private static Set<TokenKind> usualKinds(Set<String> issuers) {
    return issuers.isEmpty() || issuers.equals(SubjectRule.ANY.issuers())
        ? SubjectRule.ANY.kinds()
        : Set.of(TokenKind.JWT, TokenKind.ID_TOKEN, TokenKind.ACCESS_TOKEN);
  }

  private static final List<TokenKind> KINDS =
      List.of(TokenKind.ACCESS_TOKEN, TokenKind.REFRESH_TOKEN, TokenKind.ID_TOKEN, TokenKind.JWT);

  private static String word(TokenKind kind) {
    return Readings.word(kind);
  }

  /** A list of audiences, or a block of names and the audiences they mean. */
  private static Targets targets(Section section) {
    if (!section.isBlock("audiences")) {
      return new Targets(section.distinct("audiences", ReadAudiences::pattern), Map.of());
    }
    Map<String, String> names = new LinkedHashMap<>();
    section
        .texts("audiences")
        .forEach(
            (name, audience) -> {
              if (name.chars().anyMatch(letter -> letter <= ' ' || letter > '~')
                  || AudienceRules.WILDCARDS.contains(name)) {
                section.mistake("audiences", "has a name that no request can have: " + name);
              }
              if (audience.indexOf('*') >= 0
                  || audience.chars().anyMatch(letter -> letter <= ' ' || letter > '~')) {
                section.mistake(
                    "audiences", "has for " + name + " what is no audience as tokens have it");
              }
              names.put(name, audience);
            });
    return new Targets(List.of(), names);
  }

  private static Optional<ExchangeRule.JobBounds> job(Section section, Mode mode) {
    Optional<Duration> lifetime = section.value("job-lifetime", Readings.duration("1m", "366d"));
    Optional<Integer> uses = section.value("job-uses", Readings.number(1, MOST_USES));
    if (mode != Mode.JOB) {
      return Optional.empty();
    }
    return Optional.of(
        new ExchangeRule.JobBounds(
            lifetime.orElse(Duration.ofDays(1)), uses.map(Integer::longValue).orElse(1000L)));
  }
}
