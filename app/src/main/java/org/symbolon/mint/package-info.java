/**
 * What a token says: the claims of each profile and of ID tokens, and the linter that reads once
 * more what is about to be signed. Decides nothing about rights, stores nothing; the signature is
 * keys'.
 */
@NullMarked
package org.symbolon.mint;

import org.jspecify.annotations.NullMarked;
