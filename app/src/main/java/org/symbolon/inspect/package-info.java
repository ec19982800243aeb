/**
 * What can be asked about a token afterwards: userinfo today; introspection and revocation have
 * their place here. Owns no token format (mint, verify) and no HTTP (web).
 */
@NullMarked
package org.symbolon.inspect;

import org.jspecify.annotations.NullMarked;
