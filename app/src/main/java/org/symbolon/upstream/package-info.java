/**
 * Login at the institution by OpenID Connect, through the only pac4j; and asking it again whether a
 * held identity is still welcome. Does not own transactions, cookies or pages, and stores nothing.
 */
@NullMarked
package org.symbolon.upstream;

import org.jspecify.annotations.NullMarked;
