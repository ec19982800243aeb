package org.symbolon.scope;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.symbolon.condition.Answer;
import org.symbolon.condition.Condition;
import org.symbolon.condition.Conditions;
import org.symbolon.condition.Facts;
import org.symbolon.condition.Kind;
import org.symbolon.resolver.Account;

/** The conditions of rules: which facts they may ask about, and their answers in one request. */
public final class RuleConditions {
  private static final String NAME = "account.name";
  private static final String UID = "account.uid";
  private static final String GROUPS = "account.groups";
  private static final String CLIENT = "client.id";
  private static final String CLAIMS = "claims";
  private static final String NOW = "now";

  /** Only sites that have conditions wait for the language. */
  private static final class Language {
    static final Conditions CONDITIONS =
        new Conditions(
            Map.of(
                NAME, Kind.TEXT,
                UID, Kind.NUMBER,
                GROUPS, Kind.TEXTS,
                CLIENT, Kind.TEXT,
                CLAIMS, Kind.JSON,
                NOW, Kind.TIME));
  }

  private final Map<String, Answer> answers = new HashMap<>();
  private final Supplier<Facts> source;
  private Optional<Facts> facts = Optional.empty();

  private RuleConditions(Supplier<Facts> source) {
    this.source = source;
  }

  /** Reads the condition of a rule. */
  public static Conditions.Parse parse(String text) {
    return Language.CONDITIONS.parse(text);
  }

  /** Whether only a person's request can fulfil it. */
  static boolean needsPerson(Condition condition) {
    return condition.facts().stream()
        .anyMatch(fact -> fact.startsWith("account.") || fact.equals(CLAIMS));
  }

  static RuleConditions of(PolicyRequest request) {
    return new RuleConditions(() -> facts(request));
  }

  /** Where no condition can be fulfilled. */
  static RuleConditions none() {
    return new RuleConditions(Facts::new);
  }

  /** Asked once in a request, however many rules have this condition. */
  Answer ask(Condition condition) {
    return answers.computeIfAbsent(
        condition.text(),
        text -> {
          Facts known = facts.orElseGet(source);
          facts = Optional.of(known);
          return condition.ask(known);
        });
  }

  private static Facts facts(PolicyRequest request) {
    Facts facts =
        new Facts().text(CLIENT, request.client().value()).time(NOW, request.circumstances().now());
    request
        .account()
        .ifPresent(
            account -> {
              add(facts, account);
              facts.json(CLAIMS, request.circumstances().claims());
            });
    return facts;
  }

  private static void add(Facts facts, Account account) {
    facts.text(NAME, account.name());
    account.uid().ifPresent(uid -> facts.number(UID, uid));
    facts.texts(GROUPS, new TreeSet<>(account.groupNames()));
  }
}
