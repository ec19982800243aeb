/**
 * Clients that register themselves (RFC 7591) and manage their registration (RFC 7592): what they
 * may say, what they are answered, how often. Does not own how clients authenticate, nor where
 * registrations are kept.
 */
@NullMarked
package org.symbolon.register;

import org.jspecify.annotations.NullMarked;
