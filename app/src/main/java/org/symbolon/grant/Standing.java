package org.symbolon.grant;

import java.time.Instant;

/**
 * How it stands with a lineage.
 *
 * @param login its root
 * @param alive whether none of it has ended or expired and no token was denied, as of the asking
 * @param ends when the first of it expires: nothing derived may live longer
 */
public record Standing(Login login, boolean alive, Instant ends) {}
