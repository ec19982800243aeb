package org.symbolon.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.symbolon.issuer.AudienceRules;
import org.symbolon.issuer.Audiences;

/**
 * To which audiences a rule leads.
 *
 * @param patterns audiences; a star stands for any run of characters, but never for an audience
 *     that everybody takes for its own
 * @param names what requests may say instead of an audience, and the audience it means
 */
public record Targets(List<String> patterns, Map<String, String> names) {
  /** Whatever the token is for already. */
  public static final Targets OWN = new Targets(List.of(), Map.of());

  public Targets {
    patterns = List.copyOf(patterns);
    names = Map.copyOf(names);
  }

  public boolean isEmpty() {
    return patterns.isEmpty() && names.isEmpty();
  }

  /** The audience that a request means, where this rule leads there. */
  public Optional<String> audience(String asked) {
    String named = names.get(asked);
    if (named != null) {
      return Optional.of(named);
    }
    return AudienceRules.allows(rules(), asked) || names.containsValue(asked)
        ? Optional.of(asked)
        : Optional.empty();
  }

  /** The one audience, where it is one alone and written out. */
  public Optional<String> only() {
    List<String> all = new ArrayList<>(patterns);
    all.addAll(names.values());
    List<String> each = all.stream().distinct().toList();
    return each.size() == 1 && each.getFirst().indexOf('*') < 0
        ? Optional.of(each.getFirst())
        : Optional.empty();
  }

  /** What the linter is told: a wildcard may stand in a token only where a rule names it. */
  public Audiences rules() {
    List<String> all = new ArrayList<>(patterns);
    all.addAll(names.values());
    return new Audiences(List.of(), all);
  }
}
