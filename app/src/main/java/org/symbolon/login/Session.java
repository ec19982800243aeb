package org.symbolon.login;

import java.time.Instant;
import org.symbolon.protocol.GrantId;
import org.symbolon.protocol.IssuerId;
import org.symbolon.protocol.SecretHash;

/**
 * A browser's session with one issuer: it saves the person from signing in again.
 *
 * @param id the hash of the cookie's secret, made anew at each login
 * @param login the root grant; ended with it, the session is worth nothing
 */
public record Session(
    SecretHash id, IssuerId issuer, GrantId login, Instant created, Instant expires) {}
