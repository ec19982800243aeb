/**
 * Explains the policy: why a decision is as it is, and what somebody may have at a client, in words
 * and as JSON.
 *
 * <p>Owns how this is told. Does not own the decision (scope, resolve), nor who may ask (their
 * endpoints and the commands). Nobody gets a token or a right by it.
 */
@NullMarked
package org.symbolon.explain;

import org.jspecify.annotations.NullMarked;
