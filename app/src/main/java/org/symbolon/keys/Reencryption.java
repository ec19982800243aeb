package org.symbolon.keys;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Puts all that is stored under older master keys under the active one, so that their lines can be
 * removed. May run while nodes serve, and again after it was stopped.
 */
public final class Reencryption {
  private static final int BATCH = 100;

  private final MasterKey masterKey;
  private final Secrets secrets;

  public Reencryption(MasterKey masterKey, Secrets secrets) {
    this.masterKey = masterKey;
    this.secrets = secrets;
  }

  /**
   * @param replaced how many are under the active key now that were not before
   * @param refreshTokens how many living refresh tokens are derived from older keys, by key: these
   *     can not be put under another, only used
   * @param jobGrants how many living job grants, likewise: these have to end or be used up. The
   *     empty key stands for those of which it is not known
   */
  public record Done(int replaced, Map<String, Long> refreshTokens, Map<String, Long> jobGrants) {
    public Done {
      refreshTokens = Map.copyOf(refreshTokens);
      jobGrants = Map.copyOf(jobGrants);
    }
  }

  /**
   * @throws IllegalStateException when something is under a key that the file does not hold
   */
  public Done run(Instant now) {
    int replaced = 0;
    for (List<Secrets.Secret> old = next(); !old.isEmpty(); old = next()) {
      for (Secrets.Secret secret : old) {
        String purpose = secret.kind().purpose();
        String text = masterKey.decrypt(purpose, secret.context(), secret.text());
        // Another text in its place meanwhile is looked at in the next round.
        if (secrets.replace(secret, masterKey.encrypt(purpose, secret.context(), text))) {
          replaced++;
        }
      }
    }
    return new Done(replaced, older(secrets.refreshTokens(now)), older(secrets.jobGrants(now)));
  }

  private Map<String, Long> older(Map<String, Long> byKey) {
    Map<String, Long> older = new TreeMap<>(byKey);
    older.remove(masterKey.activeId());
    return older;
  }

  private List<Secrets.Secret> next() {
    return secrets.notUnder(masterKey.activeId(), BATCH);
  }
}
