package org.symbolon.logout;

import java.util.Optional;
import org.symbolon.login.Continuation;
import org.symbolon.protocol.GrantId;

/**
 * A request to sign out, checked (OpenID Connect RP-Initiated Logout 1.0 §2).
 *
 * @param signOut where to go afterwards
 * @param login what the ID token names as its session, where one was given
 * @param hinted whether one was given
 */
public record LogoutRequest(
    Continuation.SignOut signOut, Optional<GrantId> login, boolean hinted) {}
