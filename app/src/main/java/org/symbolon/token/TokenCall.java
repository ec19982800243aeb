package org.symbolon.token;

import java.util.Optional;
import org.symbolon.protocol.Parameters;

/**
 * One POST to the token endpoint.
 *
 * @param authorization the header's value
 * @param form the body's parameters; the query's never count (RFC 6749 §3.2)
 * @param address the client's, as far as trusted proxies say
 */
public record TokenCall(Optional<String> authorization, Parameters form, String address) {}
