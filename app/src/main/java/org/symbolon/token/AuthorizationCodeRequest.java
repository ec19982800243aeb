package org.symbolon.token;

import java.util.List;
import java.util.Optional;
import org.symbolon.protocol.SecretHash;

/** RFC 6749 §4.1.3 with RFC 7636 §4.5 and RFC 8707 §2.2. */
record AuthorizationCodeRequest(
    SecretHash code,
    Optional<String> redirectUri,
    Optional<String> verifier,
    List<String> audiences) {}
