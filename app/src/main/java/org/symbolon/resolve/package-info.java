/**
 * Hosts the resolvers: threads, deadlines, caching, staleness, merging, breakers; and Rights: plan,
 * ask, decide. Does not own the policy's rules (scope) nor any source of truth.
 */
@NullMarked
package org.symbolon.resolve;

import org.jspecify.annotations.NullMarked;
