package org.symbolon.login;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.symbolon.grant.Grant;
import org.symbolon.grant.GrantKind;
import org.symbolon.grant.Login;
import org.symbolon.grant.Person;
import org.symbolon.issuer.Issuer;
import org.symbolon.protocol.GrantId;
import org.symbolon.protocol.RandomText;
import org.symbolon.upstream.HeldTokens;

/** Makes the root grant of a login. */
final class LoginRecords {
  private final Issuer issuer;
  private final HeldTokens heldTokens;
  private final RandomText random;

  LoginRecords(Issuer issuer, HeldTokens heldTokens, RandomText random) {
    this.issuer = issuer;
    this.heldTokens = heldTokens;
    this.random = random;
  }

  Login make(
      Person person,
      String username,
      Map<String, Object> claims,
      Instant authenticatedAt,
      Optional<String> upstreamRefreshToken,
      Instant now) {
    GrantId id = new GrantId(random.identifier());
    Grant root =
        new Grant(
            id,
            issuer.id(),
            List.of(),
            GrantKind.LOGIN,
            person.key(),
            username,
            Optional.empty(),
            Optional.empty(),
            "",
            "",
            List.of(),
            // An institution's clock may run ahead; nobody authenticated in the future.
            authenticatedAt.isAfter(now) ? now : authenticatedAt,
            now,
            now.plus(issuer.lifetimes().refreshAbsolute()),
            Optional.empty());
    return new Login(
        root,
        person,
        claims,
        upstreamRefreshToken.map(token -> heldTokens.seal(id, token)),
        now,
        now);
  }
}
