package org.symbolon.mint;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.symbolon.issuer.Audiences;
import org.symbolon.issuer.Issuer;
import org.symbolon.keys.SigningKeys;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.ProtocolError;
import org.symbolon.protocol.ProtocolException;

/**
 * The last look at a token before it is signed: reads the very bytes once more, as verifiers do
 * (scitokens-cpp, XRootD, RFC 9068), and owes nothing to what wrote them. What one of them would
 * reject or read in another way is a defect of this server and never signed.
 */
final class TokenLinter {
  private final SigningKeys keys;
  private final InstantSource clock;

  TokenLinter(SigningKeys keys, InstantSource clock) {
    this.keys = keys;
    this.clock = clock;
  }

  /**
   * @param permitted says whether a wildcard audience may stand in this token
   * @throws ProtocolException {@code server_error}, the reasons in its detail
   */
  void accessToken(Issuer issuer, Audiences permitted, byte[] header, byte[] payload) {
    List<String> problems = new ArrayList<>();
    header(issuer, TokenType.ofAccessToken(issuer.profile()), header, problems);
    ClaimReader claims = payload(payload, problems);
    CommonClaims.check(issuer, claims, clock.instant());
    AccessTokenRules.check(issuer, permitted, claims);
    refuse(problems);
  }

  /**
   * @throws ProtocolException {@code server_error}, the reasons in its detail
   */
  void idToken(Issuer issuer, byte[] header, byte[] payload) {
    List<String> problems = new ArrayList<>();
    header(issuer, TokenType.JWT, header, problems);
    ClaimReader claims = payload(payload, problems);
    CommonClaims.check(issuer, claims, clock.instant());
    IdTokenRules.check(issuer, claims);
    refuse(problems);
  }

  /** Something that only a fault of this server can have brought about. */
  static ProtocolException defect(List<String> problems) {
    return ProtocolError.of(
            ErrorCode.SERVER_ERROR, "the server could not make a token that verifiers would accept")
        .withDetail("not signed: " + String.join("; ", problems))
        .exception();
  }

  private void header(Issuer issuer, String type, byte[] bytes, List<String> problems) {
    ClaimReader header = ClaimReader.of("the header", bytes, problems);
    String algorithm = header.text("alg");
    String kid = header.text("kid");
    if (!header.text("typ").equals(type)) {
      problems.add("typ is not " + type);
    }
    // Whoever does not know what crit names must refuse the token (RFC 7515 §4.1.11).
    header.absent("crit", "b64", "jku", "jwk", "x5u");
    // Verifiers find the key by kid and take the algorithm from it; "none" is no key's.
    if (keys.find(issuer.id(), kid).stream()
        .noneMatch(key -> key.algorithm().text().equals(algorithm))) {
      problems.add("no published key has this kid and alg");
    }
  }

  private static ClaimReader payload(byte[] bytes, List<String> problems) {
    if (bytes.length > TokenSize.MOST_BYTES) {
      problems.add("the claims are longer than " + TokenSize.MOST_BYTES + " bytes");
    }
    ClaimReader claims = ClaimReader.of("the payload", bytes, problems);
    claims.names().stream()
        .filter(name -> claims.node(name).isNull())
        .forEach(name -> problems.add(name + " is null"));
    return claims;
  }

  private static void refuse(List<String> problems) {
    if (!problems.isEmpty()) {
      throw defect(problems);
    }
  }

  /** Whether a node is an array of non-empty texts. */
  static boolean isTexts(JsonNode node) {
    if (!node.isArray()) {
      return false;
    }
    for (JsonNode item : node) {
      if (!item.isTextual() || item.textValue().isEmpty()) {
        return false;
      }
    }
    return true;
  }
}
