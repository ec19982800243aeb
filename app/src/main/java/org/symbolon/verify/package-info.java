/**
 * Reads tokens that others present: our own by kind, with our own keys and without any network;
 * those that others signed, with their keys; and what may be presented once only. Does not know
 * whether a grant is still alive; the caller asks that by the token's lineage.
 */
@NullMarked
package org.symbolon.verify;

import org.jspecify.annotations.NullMarked;
