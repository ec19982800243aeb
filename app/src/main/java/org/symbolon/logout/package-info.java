/**
 * Signing out: what a client may ask for (OpenID Connect RP-Initiated Logout), how the clients of a
 * session are told (Back-Channel and Front-Channel Logout), and the institution's own logout. Does
 * not own sessions (login), nor pages, cookies and the session iframe (web).
 */
@NullMarked
package org.symbolon.logout;

import org.jspecify.annotations.NullMarked;
