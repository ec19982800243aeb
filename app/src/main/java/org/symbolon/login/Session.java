package org.symbolon.login;

import java.time.Instant;
import java.util.Optional;
import org.symbolon.protocol.GrantId;
import org.symbolon.protocol.IssuerId;
import org.symbolon.protocol.SecretHash;

/**
 * A browser's session with one issuer: it saves the person from signing in again.
 *
 * @param id the hash of the cookie's secret, made anew at each sign-in
 * @param handle what it is known by elsewhere; stays when the same person signs in again
 * @param login the root grant; ended with it, the session is worth nothing
 * @param created when the person first signed in
 * @param expires at the latest
 * @param idleExpires unless it is used before
 * @param lastUsed to the minute
 * @param from the address it was last used from
 * @param browser as it names itself, cut
 * @param upstreamIdToken the institution's, encrypted: for signing out there
 * @param upstreamSession what the institution calls its own, where it told
 */
public record Session(
    SecretHash id,
    String handle,
    IssuerId issuer,
    GrantId login,
    Instant created,
    Instant expires,
    Instant idleExpires,
    Instant lastUsed,
    String from,
    String browser,
    Optional<String> upstreamIdToken,
    Optional<String> upstreamSession) {}
