/**
 * The authorization code flow up to the code: reading and checking the authorization request, one
 * file for each rule; what consent is asked about; the code or error sent back. Does not own
 * signing in (login), pages and cookies (web), nor redeeming a code (token).
 */
@NullMarked
package org.symbolon.authorize;

import org.jspecify.annotations.NullMarked;
