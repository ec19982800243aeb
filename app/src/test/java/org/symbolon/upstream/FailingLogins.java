package org.symbolon.upstream;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.symbolon.grant.Login;
import org.symbolon.grant.Logins;
import org.symbolon.grant.SharedNames;
import org.symbolon.protocol.GrantId;
import org.symbolon.protocol.ProtocolError;

/** Held logins of a real store that takes no reports while a test says so. */
final class FailingLogins implements Logins {
  private final Logins real;
  volatile boolean down;

  FailingLogins(Logins real) {
    this.real = real;
  }

  @Override
  public Begun begin(Login login, SharedNames shared) {
    return real.begin(login, shared);
  }

  @Override
  public Optional<Login> find(GrantId login) {
    return real.find(login);
  }

  @Override
  public Lease leaseRecheck(GrantId login, Instant now, Duration every, Duration lease) {
    return real.leaseRecheck(login, now, every, lease);
  }

  @Override
  public void welcome(
      GrantId login,
      long leaseNumber,
      Optional<String> upstreamRefreshToken,
      Optional<Map<String, Object>> claims,
      Instant now) {
    failIfDown();
    real.welcome(login, leaseNumber, upstreamRefreshToken, claims, now);
  }

  @Override
  public void cannotSay(
      GrantId login, long leaseNumber, Optional<String> upstreamRefreshToken, Instant now) {
    failIfDown();
    real.cannotSay(login, leaseNumber, upstreamRefreshToken, now);
  }

  private void failIfDown() {
    if (down) {
      throw ProtocolError.unavailable("the database is out of service", "test").exception();
    }
  }
}
