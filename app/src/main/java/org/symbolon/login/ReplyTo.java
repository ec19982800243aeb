package org.symbolon.login;

import java.util.Optional;
import org.symbolon.protocol.ResponseMode;

/**
 * Where the answer to an authorization request goes.
 *
 * @param redirectUri checked against the client's own: nothing goes to any other
 * @param state given back as it came
 */
public record ReplyTo(String redirectUri, ResponseMode mode, Optional<String> state) {}
