package org.symbolon.token;

import java.util.List;
import java.util.Optional;
import org.symbolon.grant.RefreshTokens;
import org.symbolon.scope.ScopeSet;

/**
 * RFC 6749 §6, with the token already known to be of this client and issuer.
 *
 * @param scope absent: all that was granted
 * @param audiences empty: those of the grant
 */
record RefreshRequest(
    RefreshTokens.Genuine token, Optional<ScopeSet> scope, List<String> audiences) {}
