/**
 * Signing keys: made, published, used, retired; the key set document; the master key and what is
 * derived from it. Does not know what is signed.
 */
@NullMarked
package org.symbolon.keys;

import org.jspecify.annotations.NullMarked;
