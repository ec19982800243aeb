package org.symbolon.mint;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** The linter's rules for what a token tells of groups; the same in access and ID tokens. */
final class GroupClaimRules {
  /** WLCG profile, Common Claims. */
  private static final Pattern WLCG = Pattern.compile("(?:/[a-zA-Z0-9][a-zA-Z0-9_.-]*+)++");

  /** AARC-G069 §2, RFC 8141 §2. */
  private static final Pattern ENTITLEMENT =
      Pattern.compile(
          "urn:[A-Za-z0-9][A-Za-z0-9-]{1,31}:[A-Za-z0-9._:%-]+:group(?::[A-Za-z0-9._%-]+)++#[A-Za-z0-9._:-]++");

  private GroupClaimRules() {}

  static void check(ClaimReader claims) {
    texts("groups", claims);
    if (texts("wlcg.groups", claims)) {
      Set<String> seen = new HashSet<>();
      for (JsonNode group : claims.node("wlcg.groups")) {
        if (!WLCG.matcher(group.textValue()).matches()) {
          claims.problem("a group in wlcg.groups does not begin with a slash, or is no legal name");
        }
        if (!seen.add(group.textValue())) {
          claims.problem("wlcg.groups has a group twice");
        }
      }
    }
    if (texts("eduperson_entitlement", claims)) {
      for (JsonNode urn : claims.node("eduperson_entitlement")) {
        if (!ENTITLEMENT.matcher(urn.textValue()).matches()) {
          claims.problem("eduperson_entitlement has one that is not of AARC-G069's form");
        }
      }
    }
  }

  private static boolean texts(String name, ClaimReader claims) {
    if (!claims.has(name)) {
      return false;
    }
    boolean texts = TokenLinter.isTexts(claims.node(name));
    if (!texts) {
      claims.problem(name + " is not an array of texts");
    }
    return texts;
  }
}
