package org.symbolon;

import java.security.SecureRandom;
import java.time.InstantSource;
import org.symbolon.Foundations.Touch;
import org.symbolon.cli.Operator;
import org.symbolon.cli.Wiring.Purpose;
import org.symbolon.cli.Wiring.StartFailed;
import org.symbolon.config.Configuration;
import org.symbolon.keys.FileMasterKey;
import org.symbolon.keys.KeyRotation;
import org.symbolon.keys.Reencryption;
import org.symbolon.ops.AuditLog;
import org.symbolon.ops.Metrics;
import org.symbolon.protocol.RandomText;
import org.symbolon.store.Store;

/** Opens the master key and the database for an operator's command; neither is ever made. */
final class OperatorWiring {
  private OperatorWiring() {}

  static Operator open(Configuration configuration, SecureRandom random, InstantSource clock)
      throws StartFailed {
    Metrics metrics = new Metrics();
    Foundations foundations =
        new Foundations(configuration, Purpose.UPKEEP, Touch.USE, metrics, random, clock);
    Runnable close =
        () -> {
          foundations.close();
          metrics.close();
        };
    if (foundations.store().isEmpty()
        || foundations.masterKey().isEmpty()
        || !foundations.problems().isEmpty()) {
      close.run();
      throw new StartFailed(foundations.problems());
    }
    Store store = foundations.store().get();
    FileMasterKey masterKey = foundations.masterKey().get();
    return new Operator(
        configuration,
        store.operatorGrants(),
        new Operator.SelfRegistered(
            store.registrations(), store.initialTokens(), new RandomText(random)),
        new KeyRotation(store.keys(), masterKey, random, clock),
        new Reencryption(masterKey, store.secrets()),
        new AuditLog(),
        clock,
        close);
  }
}
