package org.symbolon.config;

import java.util.List;
import java.util.Optional;
import org.symbolon.client.Client.Authentication.Workload;
import org.symbolon.condition.Condition;
import org.symbolon.exchange.ForeignConditions;

/** Reads which tokens of which foreign issuer prove a client. */
final class ReadWorkload {
  private ReadWorkload() {}

  /**
   * @param foreign the names of the foreign issuers
   */
  static Optional<Workload> from(Section client, List<String> foreign) {
    return client.section("workload").flatMap(block -> workload(block, foreign));
  }

  private static Optional<Workload> workload(Section block, List<String> foreign) {
    Optional<String> issuer =
        block.required("issuer", text -> known(text, foreign), "a name of foreign-issuers");
    Optional<Condition> when =
        block.required(
            "when", ReadWorkload::aboutClaims, "which of its tokens, as in claims.sub == '...'");
    return issuer.flatMap(name -> when.map(condition -> new Workload(name, condition)));
  }

  private static String known(String text, List<String> foreign) throws Mistake {
    if (!foreign.contains(text)) {
      throw new Mistake(
          "names '"
              + text
              + "', which is none of foreign-issuers"
              + Suggestion.among(text, foreign));
    }
    return text;
  }

  /** Anybody there has a token of some kind. */
  private static Condition aboutClaims(String text) throws Mistake {
    Condition condition = ReadForeignIssuers.condition(text);
    if (!condition.facts().contains(ForeignConditions.CLAIMS)) {
      throw new Mistake(
          "asks nothing of the claims: whatever that issuer signs would be this client");
    }
    return condition;
  }
}
