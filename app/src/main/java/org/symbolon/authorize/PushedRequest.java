package org.symbolon.authorize;

import java.time.Instant;
import org.symbolon.protocol.ClientId;
import org.symbolon.protocol.IssuerId;
import org.symbolon.protocol.Parameters;
import org.symbolon.protocol.SecretHash;

/**
 * An authorization request that its client has pushed, checked and proved to be its own (RFC 9126).
 *
 * @param hash of the reference in its {@code request_uri}
 * @param parameters as they count, without what proved the client
 */
public record PushedRequest(
    SecretHash hash, IssuerId issuer, ClientId client, Parameters parameters, Instant expires) {}
