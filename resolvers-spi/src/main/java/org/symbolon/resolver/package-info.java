/**
 * The plug-in contract: how the gateway asks a site's own sources of truth who a person is and what
 * an account may have.
 *
 * <p>Owns the four questions, their answers and the typed settings of a resolver. Does not own
 * threads, deadlines' enforcement, caching, merging of several answers or metrics: those are the
 * host's. "No such user", "locked", "no groups" and "the source is down" are different answers and
 * can not be confused. No dependency but annotations.
 */
@NullMarked
package org.symbolon.resolver;

import org.jspecify.annotations.NullMarked;
