package org.symbolon.mint;

import com.fasterxml.jackson.databind.JsonNode;
import org.symbolon.grant.Actors;

/** The linter's rules for who acts and who may (RFC 8693 §4.1, §4.4). */
final class ActorRules {
  private ActorRules() {}

  static void check(ClaimReader claims) {
    if (claims.has("act")) {
      int depth = 0;
      for (JsonNode act = claims.node("act"); !act.isMissingNode(); act = act.path("act")) {
        depth++;
        party(act, "act", claims);
      }
      if (depth > Actors.DEEPEST) {
        claims.problem("act is deeper than " + Actors.DEEPEST);
      }
    }
    if (claims.has("may_act")) {
      party(claims.node("may_act"), "may_act", claims);
    }
  }

  private static void party(JsonNode party, String name, ClaimReader claims) {
    JsonNode subject = party.path("sub");
    if (!party.isObject() || !subject.isTextual() || subject.textValue().isEmpty()) {
      claims.problem(name + " is not an object with a sub");
    }
    // RFC 8693 §4.1: what says when a token is valid has no meaning here.
    for (String none : new String[] {"exp", "nbf", "aud"}) {
      if (party.has(none)) {
        claims.problem(name + " has " + none);
      }
    }
  }
}
