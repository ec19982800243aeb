package org.symbolon.authorize;

import java.util.Optional;
import org.symbolon.client.Client;
import org.symbolon.client.SecurityProfile;
import org.symbolon.issuer.Issuer;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.Parameters;
import org.symbolon.protocol.ProtocolException;
import org.symbolon.scope.ScopeSet;

/** PKCE with S256 (RFC 7636), and who may go without (RFC 9700 §2.1.1). */
final class CheckPkce {
  /** SHA-256 in base64url without padding (RFC 7636 §4.2). */
  private static final String S256 = "[A-Za-z0-9_-]{43}";

  private CheckPkce() {}

  static Optional<String> check(
      Issuer issuer, Client client, ScopeSet scopes, Parameters parameters) {
    Optional<String> challenge = parameters.one("code_challenge");
    Optional<String> method = parameters.one("code_challenge_method");
    if (challenge.isEmpty()) {
      if (method.isPresent()) {
        throw invalid("code_challenge_method without a code_challenge");
      }
      if (isRequired(issuer, client, scopes, parameters)) {
        throw invalid("PKCE is required: send code_challenge with code_challenge_method=S256");
      }
      return challenge;
    }
    // RFC 7636 §4.3: no method means plain, which anyone who sees the request can redeem.
    if (!method.orElse("plain").equals("S256")) {
      throw invalid("code_challenge_method must be S256");
    }
    if (!challenge.get().matches(S256)) {
      throw invalid("code_challenge must be a SHA-256 in base64url: 43 characters");
    }
    return challenge;
  }

  private static boolean isRequired(
      Issuer issuer, Client client, ScopeSet scopes, Parameters parameters) {
    // FAPI 2.0 Security Profile §5.3.2.2
    if (client.preferences().profile() == SecurityProfile.FAPI2) {
      return true;
    }
    if (client.openId().pkceOptional()) {
      return false;
    }
    return switch (issuer.pkce()) {
      case ALL -> true;
      case PUBLIC ->
          client.isPublic() || !scopes.has("openid") || parameters.one("nonce").isEmpty();
    };
  }

  private static ProtocolException invalid(String description) {
    return ProtocolException.of(ErrorCode.INVALID_REQUEST, description);
  }
}
