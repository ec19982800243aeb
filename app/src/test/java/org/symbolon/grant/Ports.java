package org.symbolon.grant;

import java.time.Instant;

/** The ports of this package as one implementation offers them, for their contract suites. */
public interface Ports {
  Grants grants();

  Denials denials();

  Logins logins();

  Codes codes();

  DeviceCodes deviceCodes();

  Families families();

  Exchanges exchanges();

  JobGrants jobGrants();

  /** Sets the clock by which the implementation judges what a port is not told the time for. */
  void setClock(Instant now);

  /** Stores a login. */
  default Login begun() {
    return begun(Samples.login());
  }

  /** Stores a login. */
  default Login begun(Login login) {
    if (!(logins().begin(login, SharedNames.NONE) instanceof Logins.Begun.Stored)) {
      throw new IllegalStateException("the name is taken");
    }
    return login;
  }

  /** Stores a grant below another of the same login, by a code. */
  default Grant granted(Login login, Grant parent, Instant expires) {
    Code code = Samples.code(login);
    codes().issue(code);
    Grant grant = Samples.below(parent, code.grant(), expires);
    if (!(codes().redeem(code.hash(), grant, java.util.Optional.empty(), Samples.NOW)
        instanceof Codes.Redemption.Redeemed)) {
      throw new IllegalStateException("the code was not redeemed");
    }
    return grant;
  }
}
