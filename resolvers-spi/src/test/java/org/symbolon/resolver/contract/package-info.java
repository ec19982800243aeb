/**
 * The contract suite: what every resolver proves against its real source before it is trusted.
 *
 * <p>Owns one abstract test class for the contract as a whole ({@link ResolverContract}) and one
 * for each question a resolver may answer, and {@link MapSettings} to open a resolver without the
 * gateway. A resolver's own tests extend these and only supply fixtures; the tests are final, so
 * that none can be switched off. Does not own fixtures, servers or files.
 */
@NullMarked
package org.symbolon.resolver.contract;

import org.jspecify.annotations.NullMarked;
