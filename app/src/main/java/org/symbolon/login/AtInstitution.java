package org.symbolon.login;

import java.util.Optional;

/**
 * What a session keeps of the institution's own.
 *
 * @param idToken in clear: for signing out there
 * @param session what the institution calls it
 */
record AtInstitution(Optional<String> idToken, Optional<String> session) {
  static final AtInstitution NONE = new AtInstitution(Optional.empty(), Optional.empty());
}
