package org.symbolon.mint;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.symbolon.grant.Grant;
import org.symbolon.issuer.Audiences;
import org.symbolon.issuer.Issuer;
import org.symbolon.issuer.Profile;
import org.symbolon.scope.ScopeLinter;

/** The linter's rules for access tokens. */
final class AccessTokenRules {
  /** Every verifier of SciTokens, and of WLCG, takes these for itself. */
  private static final Set<String> WILDCARDS = Set.of("ANY", "https://wlcg.cern.ch/jwt/v1/any");

  private static final Set<String> CONFIRMATIONS = Set.of("jkt", "x5t#S256");

  private AccessTokenRules() {}

  static void check(Issuer issuer, Audiences permitted, ClaimReader claims) {
    version(issuer.profile(), claims);
    audience(permitted, claims);
    claims.text("client_id");
    scope(issuer.profile(), claims);
    lineage(claims);
    GroupClaimRules.check(claims);
    ActorRules.check(claims);
    confirmation(claims);
    // With one of these it could pass for an ID token.
    claims.absent("nonce", "at_hash", "azp");
  }

  /** RFC 7800 §3.1, RFC 9449 §6.1, RFC 8705 §3.1: hashes, and nothing that others may read. */
  private static void confirmation(ClaimReader claims) {
    if (!claims.has("cnf")) {
      return;
    }
    JsonNode node = claims.node("cnf");
    boolean hashes = node.isObject() && !node.isEmpty();
    for (var member : node.properties()) {
      hashes &=
          CONFIRMATIONS.contains(member.getKey())
              && member.getValue().isTextual()
              && member.getValue().textValue().matches("[A-Za-z0-9_-]{43}");
    }
    if (!hashes) {
      claims.problem("cnf is not an object of jkt or x5t#S256, each a SHA-256");
    }
  }

  /** Which of the two is there, and its value, decides as what scitokens-cpp reads the token. */
  private static void version(Profile profile, ClaimReader claims) {
    switch (profile) {
      case WLCG -> {
        claims.exactly("wlcg.ver", "1.0");
        claims.absent("ver");
      }
      case SCITOKENS -> {
        claims.exactly("ver", "scitoken:2.0");
        claims.absent("wlcg.ver");
      }
      case PLAIN -> claims.absent("ver", "wlcg.ver");
    }
  }

  private static void audience(Audiences permitted, ClaimReader claims) {
    JsonNode node = claims.node("aud");
    List<String> audiences = new ArrayList<>();
    if (node.isTextual() && !node.textValue().isEmpty()) {
      audiences.add(node.textValue());
    } else if (TokenLinter.isTexts(node) && !node.isEmpty()) {
      node.forEach(item -> audiences.add(item.textValue()));
    } else {
      claims.problem("aud is neither a text nor an array of texts");
    }
    for (String audience : audiences) {
      if (audience.chars().anyMatch(character -> character <= 0x20 || character == 0x7F)) {
        claims.problem("aud has a blank or a control character");
      }
      if (WILDCARDS.contains(audience)
          && !permitted.defaults().contains(audience)
          && !permitted.allowed().contains(audience)) {
        claims.problem("aud is a wildcard that nobody configured");
      }
    }
  }

  private static void scope(Profile profile, ClaimReader claims) {
    JsonNode node = claims.node("scope");
    if (!node.isTextual()) {
      claims.problem("scope is missing or no text");
      return;
    }
    String text = node.textValue();
    List<String> scopes = text.isEmpty() ? List.of() : List.of(text.split(" ", -1));
    ScopeLinter.check(scopes, profile).forEach(claims::problem);
  }

  /** What liveness is asked by. */
  private static void lineage(ClaimReader claims) {
    JsonNode node = claims.node("lineage");
    if (!TokenLinter.isTexts(node) || node.size() > Grant.DEEPEST + 1) {
      claims.problem("lineage is not an array of at most " + (Grant.DEEPEST + 1) + " texts");
    }
    JsonNode madeFrom = claims.node("made_from");
    if (claims.has("made_from")
        && (!TokenLinter.isTexts(madeFrom) || madeFrom.size() > Grant.DEEPEST)) {
      claims.problem("made_from is not an array of at most " + Grant.DEEPEST + " texts");
    }
  }
}
