package org.symbolon.grant;

import java.time.Instant;

/**
 * A refresh family: the one line of refresh tokens of a grant, of which the newest alone rotates.
 *
 * @param grant on which it hangs; its id names the family
 * @param login the root, whose held identity is rechecked
 * @param generation of the newest token; the first is 0
 * @param keyId the master key under which the newest token is derived
 * @param alive whether neither the grant nor an ancestor has ended or expired, as of the reading
 */
public record Family(
    Grant grant, Login login, long generation, String keyId, Instant idleExpires, boolean alive) {}
