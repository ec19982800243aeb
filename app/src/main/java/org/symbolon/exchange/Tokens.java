package org.symbolon.exchange;

import org.symbolon.client.Clients;
import org.symbolon.grant.Exchanges;
import org.symbolon.grant.Families;
import org.symbolon.grant.Grants;
import org.symbolon.grant.JobGrants;
import org.symbolon.grant.JobTokens;
import org.symbolon.grant.Login;
import org.symbolon.grant.RefreshTokens;
import org.symbolon.mint.Subjects;
import org.symbolon.verify.OwnTokens;

/** What tokens are read by, and what is known of them. */
public record Tokens(
    OwnTokens own,
    RefreshTokens refreshTokens,
    JobTokens jobTokens,
    Subjects subjects,
    Clients clients,
    Grants grants,
    Families families,
    Exchanges exchanges,
    JobGrants jobGrants) {

  /**
   * Whose the grants below a root are: a foreign issuer's word is held against its mapping anew.
   */
  Holder holder(Asking asking, Login root) throws Unacceptable {
    return switch (root.grant().kind()) {
      case FOREIGN -> asking.inForce().foreign().again(asking, root);
      case LOGIN, CODE, DEVICE, FRONT, PASSWORD, EXCHANGE, JOB -> new Holder.LoggedIn(root);
    };
  }
}
