/**
 * The grant tree: who was granted what, derived from which grant, and what is redeemed for it:
 * codes, device codes, refresh families, held logins. Owns the ports and their atomicity; the store
 * package implements them. Knows no HTTP and no token format but that of its own opaque secrets.
 */
@NullMarked
package org.symbolon.grant;

import org.jspecify.annotations.NullMarked;
