/**
 * The device flow (RFC 8628) but for the polling: making device and user codes, claiming a code for
 * a browser, what the person is asked about, approval and denial. Does not own signing in (login),
 * pages (web), nor the token endpoint's half (token).
 */
@NullMarked
package org.symbolon.device;

import org.jspecify.annotations.NullMarked;
