/**
 * What a person may know and do about themselves.
 *
 * <p>Owns the proof that it is about oneself. Does not own the answers (explain), nor pages.
 */
@NullMarked
package org.symbolon.account;

import org.jspecify.annotations.NullMarked;
