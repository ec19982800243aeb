package org.symbolon.exchange;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.symbolon.client.Client;
import org.symbolon.issuer.AudienceRules;
import org.symbolon.issuer.Audiences;

/** Rules that an administrator did not mean like this: they can never decide anything. */
public final class RuleWarnings {
  private final List<ExchangeRule> rules;
  private final Collection<Client> clients;

  private RuleWarnings(List<ExchangeRule> rules, Collection<Client> clients) {
    this.rules = rules;
    this.clients = clients;
  }

  /**
   * One sentence for each rule that can never match, or that an earlier one hides.
   *
   * @param clients of the configuration
   */
  public static List<String> of(ExchangePolicy policy, Collection<Client> clients) {
    List<ExchangeRule> written =
        policy.rules().stream().filter(rule -> !rule.equals(ExchangeRule.NARROW_OWN)).toList();
    return new RuleWarnings(written, clients).all();
  }

  private List<String> all() {
    List<String> warnings = new ArrayList<>();
    for (int at = 0; at < rules.size(); at++) {
      ExchangeRule rule = rules.get(at);
      if (neverMatches(rule)) {
        warnings.add("the rule " + rule.name() + " can never match: " + why(rule));
        continue;
      }
      rules.subList(0, at).stream()
          .filter(earlier -> hides(earlier, rule))
          .findFirst()
          .ifPresent(
              earlier ->
                  warnings.add(
                      "the rule "
                          + rule.name()
                          + " decides nothing: "
                          + earlier.name()
                          + " before it matches whatever it would"));
    }
    return List.copyOf(warnings);
  }

  private boolean neverMatches(ExchangeRule rule) {
    return switch (rule.mode()) {
      case IMPERSONATE ->
          !rule.targets().isEmpty()
              && named(rule).stream()
                  .flatMap(client -> client.serves().stream())
                  .noneMatch(audience -> rule.targets().audience(audience).isPresent());
      case DOWNSCOPE ->
          !rule.clients().isEmpty()
              && !rule.subject().issuedTo().isEmpty()
              && rule.clients().stream().noneMatch(rule.subject().issuedTo()::contains);
      case ON_BEHALF_OF, DELEGATE ->
          Set.of(TokenKind.ACCESS_TOKEN).equals(rule.subject().kinds())
              && !rule.subject().audiences().isEmpty()
              && rule.subject().audiences().stream().noneMatch(text -> text.indexOf('*') >= 0)
              && rule.subject().issuers().equals(Set.of(Subject.SELF))
              && named(rule).stream().allMatch(client -> client.serves().isEmpty());
      case JOB -> false;
    };
  }

  private static String why(ExchangeRule rule) {
    return switch (rule.mode()) {
      case IMPERSONATE -> "none of its audiences is one that its clients serve";
      case DOWNSCOPE -> "its clients can only narrow their own tokens, and it is about others'";
      case ON_BEHALF_OF, DELEGATE, JOB -> "no token is meant for any of its clients";
    };
  }

  private List<Client> named(ExchangeRule rule) {
    return clients.stream().filter(client -> rule.clients().contains(client.id())).toList();
  }

  private static boolean hides(ExchangeRule earlier, ExchangeRule later) {
    return earlier.mode() == later.mode()
        && wider(earlier.clients(), later.clients())
        && hides(earlier.subject(), later.subject())
        && actors(earlier, later)
        && targets(earlier.targets(), later.targets());
  }

  private static boolean hides(SubjectRule earlier, SubjectRule later) {
    return earlier.issuers().containsAll(later.issuers())
        && earlier.kinds().containsAll(later.kinds())
        && wider(earlier.issuedTo(), later.issuedTo())
        && wider(earlier.groups(), later.groups())
        && wider(earlier.users(), later.users())
        && patterns(earlier.audiences(), later.audiences())
        && (earlier.condition().isEmpty() || earlier.condition().equals(later.condition()));
  }

  /** Whether one part of a rule holds wherever the other does; an empty one always holds. */
  private static boolean wider(Set<?> earlier, Set<?> later) {
    return earlier.isEmpty() || (!later.isEmpty() && earlier.containsAll(later));
  }

  private static boolean patterns(List<String> earlier, List<String> later) {
    return earlier.isEmpty()
        || (!later.isEmpty() && later.stream().allMatch(pattern -> covered(earlier, pattern)));
  }

  private static boolean covered(List<String> patterns, String pattern) {
    return patterns.contains(pattern)
        || (pattern.indexOf('*') < 0
            && AudienceRules.allows(new Audiences(List.of(), patterns), pattern));
  }

  /** Nobody named is the client itself, which is another one at each client. */
  private static boolean actors(ExchangeRule earlier, ExchangeRule later) {
    boolean itself = later.actors().isEmpty() && later.actingUsers().isEmpty();
    boolean sameSelf = earlier.actors().isEmpty() && earlier.actingUsers().isEmpty();
    return itself
        ? sameSelf || (!later.clients().isEmpty() && earlier.actors().containsAll(later.clients()))
        : earlier.actors().containsAll(later.actors())
            && earlier.actingUsers().containsAll(later.actingUsers());
  }

  private static boolean targets(Targets earlier, Targets later) {
    if (earlier.isEmpty() || later.isEmpty()) {
      return earlier.isEmpty();
    }
    return later.patterns().stream()
            .allMatch(
                pattern ->
                    earlier.patterns().contains(pattern)
                        || (pattern.indexOf('*') < 0 && earlier.audience(pattern).isPresent()))
        && later.names().entrySet().stream()
            .allMatch(
                name ->
                    earlier.audience(name.getKey()).isPresent()
                        && earlier.audience(name.getValue()).isPresent());
  }
}
