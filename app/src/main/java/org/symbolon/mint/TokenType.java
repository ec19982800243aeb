package org.symbolon.mint;

import org.symbolon.issuer.Profile;

/**
 * The {@code typ} of tokens. RFC 9068 has {@code at+jwt}; resource servers of the WLCG world built
 * on Spring refuse that and expect {@code JWT}, and the others do not look.
 */
final class TokenType {
  static final String JWT = "JWT";
  static final String ACCESS_TOKEN = "at+jwt";

  private TokenType() {}

  static String ofAccessToken(Profile profile) {
    return switch (profile) {
      case WLCG, SCITOKENS -> JWT;
      case PLAIN -> ACCESS_TOKEN;
    };
  }
}
