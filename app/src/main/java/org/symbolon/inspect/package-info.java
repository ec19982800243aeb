/**
 * What can be asked about a token afterwards, and its end before its time: userinfo, introspection,
 * revocation. Owns no token format (mint, verify) and no HTTP (web).
 */
@NullMarked
package org.symbolon.inspect;

import org.jspecify.annotations.NullMarked;
