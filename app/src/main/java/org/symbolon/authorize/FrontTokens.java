package org.symbolon.authorize;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.symbolon.client.Client;
import org.symbolon.client.ResponseType;
import org.symbolon.grant.AskedClaims;
import org.symbolon.grant.Login;
import org.symbolon.scope.ScopeSet;

/**
 * The port that issues tokens at the authorization endpoint, for the old flows: by the same scope
 * decision, minting and audit as the token endpoint.
 */
public interface FrontTokens {
  /**
   * What the person allowed.
   *
   * @param type which tokens; some at least
   * @param approved the scopes that the person was shown: at most these
   * @param code that goes with them, for {@code c_hash}
   * @param state that goes with them, for {@code s_hash}
   * @param asked claims asked for by name, as approved
   * @param address of the browser
   */
  record Wish(
      Client client,
      Login login,
      ResponseType type,
      String requestedScope,
      ScopeSet approved,
      List<String> audiences,
      Optional<String> nonce,
      Optional<String> code,
      Optional<String> state,
      AskedClaims asked,
      String address) {
    public Wish {
      audiences = List.copyOf(audiences);
    }

    /** Holds a code. */
    @Override
    public String toString() {
      return "Wish[" + client.id() + ", " + type + "]";
    }
  }

  /**
   * @return members of the answer (RFC 6749 §4.2.2, OpenID Connect Core §3.2.2.5), in order; what
   *     they stand for is stored
   * @throws org.symbolon.protocol.ProtocolException as the token endpoint would; nothing is stored
   *     then
   */
  Map<String, String> issue(Wish wish);
}
