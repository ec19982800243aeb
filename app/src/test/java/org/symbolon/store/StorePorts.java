package org.symbolon.store;

import java.time.Instant;
import org.symbolon.grant.Codes;
import org.symbolon.grant.Denials;
import org.symbolon.grant.DeviceCodes;
import org.symbolon.grant.Exchanges;
import org.symbolon.grant.Families;
import org.symbolon.grant.Grants;
import org.symbolon.grant.JobGrants;
import org.symbolon.grant.Logins;
import org.symbolon.grant.Ports;

/** The ports as a database of the tests offers them. */
record StorePorts(TestDatabases.Database database) implements Ports {
  static StorePorts of(TestDatabases.Kind kind) {
    return new StorePorts(TestDatabases.shared(kind));
  }

  @Override
  public Grants grants() {
    return database.store().grants();
  }

  @Override
  public Denials denials() {
    return database.store().denials();
  }

  @Override
  public Logins logins() {
    return database.store().logins();
  }

  @Override
  public Codes codes() {
    return database.store().codes();
  }

  @Override
  public DeviceCodes deviceCodes() {
    return database.store().deviceCodes();
  }

  @Override
  public Families families() {
    return database.store().families();
  }

  @Override
  public Exchanges exchanges() {
    return database.store().exchanges();
  }

  @Override
  public JobGrants jobGrants() {
    return database.store().jobGrants();
  }

  @Override
  public void setClock(Instant now) {
    database.clock().set(now);
  }
}
