package org.symbolon.grant;

import java.time.Instant;

/**
 * A refresh family to hang on a grant.
 *
 * @param keyId the master key under which its first token is derived
 * @param idleExpires when it ends if never used
 */
public record NewFamily(String keyId, Instant idleExpires) {}
