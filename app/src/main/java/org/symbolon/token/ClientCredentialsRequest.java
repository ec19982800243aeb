package org.symbolon.token;

import java.util.List;
import java.util.Optional;
import org.symbolon.scope.ScopeSet;

/** RFC 6749 §4.4.2. */
record ClientCredentialsRequest(Optional<ScopeSet> scope, List<String> audiences) {}
