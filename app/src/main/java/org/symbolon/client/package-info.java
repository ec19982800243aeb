/**
 * Clients of an issuer and how they authenticate; the port through which they are found. Does not
 * own registration over HTTP nor where clients are stored.
 */
@NullMarked
package org.symbolon.client;

import org.jspecify.annotations.NullMarked;
