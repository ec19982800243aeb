/**
 * The browser's way through: a server-side transaction (sign in, account, rights, consent, resume)
 * with a sealed continuation; sessions; local accounts. Does not know HTTP, cookies or pages (web's
 * matter), nor the protocol of the institution (upstream's).
 */
@NullMarked
package org.symbolon.login;

import org.jspecify.annotations.NullMarked;
