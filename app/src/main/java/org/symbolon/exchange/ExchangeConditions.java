package org.symbolon.exchange;

import java.util.Map;
import java.util.TreeSet;
import org.symbolon.condition.Answer;
import org.symbolon.condition.Condition;
import org.symbolon.condition.Conditions;
import org.symbolon.condition.Kind;

/** The conditions of exchange rules: which facts they may ask about. */
public final class ExchangeConditions {
  private static final String NAME = "account.name";
  private static final String GROUPS = "account.groups";
  private static final String CLIENT = "client.id";
  private static final String TOKEN = "token";
  private static final String NOW = "now";

  /** Only sites that have conditions wait for the language. */
  private static final class Language {
    static final Conditions CONDITIONS =
        new Conditions(
            Map.of(
                NAME, Kind.TEXT,
                GROUPS, Kind.TEXTS,
                CLIENT, Kind.TEXT,
                TOKEN, Kind.JSON,
                NOW, Kind.TIME));
  }

  private ExchangeConditions() {}

  /** Reads the condition of a rule. */
  public static Conditions.Parse parse(String text) {
    return Language.CONDITIONS.parse(text);
  }

  /** A fact that is not there makes no answer, and so no match. */
  static Answer ask(Condition condition, Facts facts) {
    var given =
        new org.symbolon.condition.Facts()
            .text(CLIENT, facts.client().value())
            .json(TOKEN, facts.claims())
            .time(NOW, facts.now());
    facts
        .username()
        .ifPresent(name -> given.text(NAME, name).texts(GROUPS, new TreeSet<>(facts.groups())));
    return condition.ask(given);
  }
}
