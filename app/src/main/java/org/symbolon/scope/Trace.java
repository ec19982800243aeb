package org.symbolon.scope;

import java.util.ArrayList;
import java.util.List;
import org.symbolon.resolver.Verdict;

/**
 * How a scope came to its outcome: each rule tried in order, and each verdict heard.
 *
 * @param tried the rules that could concern the scope; others are not tried
 * @param heard the resolvers asked, in order
 */
public record Trace(List<Tried> tried, List<Heard> heard) {
  public Trace {
    tried = List.copyOf(tried);
    heard = List.copyOf(heard);
  }

  /**
   * A rule held against the scope.
   *
   * @param detail what went wrong with its condition; empty where nothing did
   */
  public record Tried(Rule rule, Why why, String detail) {
    Tried(Rule rule, Why why) {
      this(rule, why, "");
    }

    /** "rule 3 (openid): not for this requester, only for members of ana". */
    public String inWords() {
      return rule.label()
          + ": "
          + switch (why) {
            case DECIDES -> "decides: " + rule.how().inWords();
            case STOPS_WIDER -> "refuses, as the scope would include what it names";
            case OTHER_SCOPE -> "is about other scopes";
            case OTHER_PERSON -> "its variables have no such value for this requester";
            case NOT_FOR_REQUESTER -> "is only for " + rule.who().inWords();
            case CONDITION_FAILED ->
                "is for " + rule.who().inWords() + ", which can not be answered: " + detail;
          };
    }
  }

  /** What became of a rule. */
  public enum Why {
    DECIDES,
    /** A refusal of something below decides over this wider scope. */
    STOPS_WIDER,
    OTHER_SCOPE,
    OTHER_PERSON,
    NOT_FOR_REQUESTER,
    /** Its condition has no answer. A rule that grants is passed over, any other refuses. */
    CONDITION_FAILED
  }

  /** One resolver's word. */
  public record Heard(String resolver, Verdict verdict) {
    /** "posix: refused: group ana has r-x on /data: no w". */
    public String inWords() {
      return resolver
          + ": "
          + switch (verdict) {
            case Verdict.Granted granted -> "granted: " + granted.why();
            case Verdict.Refused refused -> "refused: " + refused.why();
            case Verdict.NotMine notMine -> notMine.why();
            case Verdict.Unavailable unavailable -> "can not say: " + unavailable.why();
          };
    }
  }

  Trace with(List<Heard> verdicts) {
    return new Trace(tried, verdicts);
  }

  /** Line by line, for explain. */
  public List<String> inWords() {
    List<String> lines = new ArrayList<>();
    tried.forEach(step -> lines.add(step.inWords()));
    heard.forEach(word -> lines.add(word.inWords()));
    return lines;
  }
}
