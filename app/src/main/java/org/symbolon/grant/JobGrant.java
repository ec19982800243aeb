package org.symbolon.grant;

import java.time.Instant;
import java.util.Optional;

/**
 * A job grant: a ceiling of scopes and audiences from which short access tokens are drawn.
 *
 * @param uses how many were drawn
 * @param usedFrom from which address last
 * @param alive whether neither it nor an ancestor has ended or expired, as of the asking; it may be
 *     used up all the same
 */
public record JobGrant(
    Grant grant,
    Login login,
    Derivation derivation,
    JobTerms terms,
    long uses,
    Optional<Instant> lastUsed,
    Optional<String> usedFrom,
    boolean alive) {}
