package org.symbolon.upstream;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.symbolon.protocol.GrantId;
import org.symbolon.protocol.ProtocolException;

/**
 * Answers of institutions that the store did not take, because it was out of service just then. A
 * rotated refresh token among them exists nowhere else: with the old one the next asking would find
 * a false "no". They are kept until the store takes them, and the login is not used meanwhile.
 */
final class Unreported {
  private static final Logger LOG = LoggerFactory.getLogger(Unreported.class);

  private final Map<GrantId, Runnable> reports = new ConcurrentHashMap<>();

  /**
   * Stores an answer, or keeps it.
   *
   * @param store may be run again, and changes nothing once another lease has been taken
   * @throws ProtocolException as the store does
   */
  void report(GrantId login, Runnable store) {
    try {
      store.run();
    } catch (ProtocolException out) {
      reports.put(login, store);
      LOG.warn("what the institution said of login {} could not be stored; kept", login);
      throw out;
    }
  }

  /**
   * Stores what is kept of this login, if anything.
   *
   * @throws ProtocolException as the store does: the login must not be used
   */
  void settle(GrantId login) {
    Runnable kept = reports.get(login);
    if (kept != null) {
      kept.run();
      reports.remove(login, kept);
    }
  }

  /** Stores what is kept of all logins, as far as that is possible now. */
  void settleAll() {
    for (GrantId login : reports.keySet()) {
      try {
        settle(login);
      } catch (ProtocolException out) {
        LOG.warn("what the institution said of login {} still can not be stored", login);
        return;
      }
    }
  }
}
