package org.symbolon.config;

import java.util.List;
import java.util.function.Predicate;
import org.symbolon.scope.How;
import org.symbolon.scope.Rule;

/** Whether walks below a path can end by their own bound, before the resolver's timeout. */
final class CheckWalks {
  private CheckWalks() {}

  /** Reports to the resolvers' sections, of which there is one for each. */
  static void check(
      List<Section> sections, List<ResolverConfig> resolvers, List<IssuerConfig> issuers) {
    List<Rule> rules = issuers.stream().flatMap(issuer -> issuer.scopes().stream()).toList();
    for (int i = 0; i < resolvers.size(); i++) {
      ResolverConfig resolver = resolvers.get(i);
      Section section = sections.get(i);
      // A walk that is given up has no answer: what should be refused as too large would be asked
      // for again and again.
      rules.stream()
          .filter(tooSlowFor(resolver))
          .findFirst()
          .ifPresent(
              rule ->
                  section.mistake(
                      "timeout", "should be longer than walk-time of the scopes' " + rule.label()));
    }
  }

  private static Predicate<Rule> tooSlowFor(ResolverConfig resolver) {
    return rule ->
        rule.how() instanceof How.Ask ask
            && ask.resolvers().contains(resolver.name())
            && ask.subtree()
                .filter(subtree -> subtree.longest().compareTo(resolver.timeout()) >= 0)
                .isPresent();
  }
}
