package org.symbolon.store;

import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.symbolon.protocol.ProtocolError;
import org.symbolon.protocol.ProtocolException;

/** A database out of service: neither yes nor no, so {@code temporarily_unavailable}. */
final class Outage {
  static final Logger LOG = LoggerFactory.getLogger(Outage.class);

  private Outage() {}

  static ProtocolException of(String detail) {
    return ProtocolError.unavailable("the server's database does not answer", detail).exception();
  }

  static ProtocolException of(SQLException failure) {
    LOG.warn("The database is out of service: {}", failure.getMessage());
    return of("database: " + failure.getMessage());
  }

  /** What to throw instead of what a statement threw. */
  static RuntimeException translate(RuntimeException thrown, Dialect dialect) {
    return Dialect.failureIn(thrown)
        .filter(dialect::outage)
        .<RuntimeException>map(Outage::of)
        .orElse(thrown);
  }
}
