package org.symbolon.token;

import java.util.List;
import java.util.Optional;
import org.symbolon.protocol.SecretText;
import org.symbolon.scope.ScopeSet;

/** RFC 6749 §4.3.2. */
record PasswordRequest(
    String username, SecretText password, Optional<ScopeSet> scope, List<String> audiences) {}
