package org.symbolon.login;

import java.util.HashMap;
import java.util.Map;
import org.symbolon.keys.MasterKey;
import org.symbolon.protocol.SecretHash;

/** What a login method keeps until its callback, encrypted and bound to its transaction. */
final class KeptState {
  private static final String PURPOSE = "upstream-state";

  /** The transaction's own secret: the callback brings back only the institution's state. */
  private static final String SECRET = "symbolon.transaction";

  private final MasterKey masterKey;

  KeptState(MasterKey masterKey) {
    this.masterKey = masterKey;
  }

  /** As opened. */
  record Opened(String secret, Map<String, String> kept) {}

  Map<String, String> seal(SecretHash transaction, String secret, Map<String, String> kept) {
    Map<String, String> sealed = new HashMap<>();
    kept.forEach((name, value) -> sealed.put(name, encrypt(transaction, name, value)));
    sealed.put(SECRET, encrypt(transaction, SECRET, secret));
    return sealed;
  }

  Opened open(SecretHash transaction, Map<String, String> sealed) {
    Map<String, String> kept = new HashMap<>();
    sealed.forEach(
        (name, value) ->
            kept.put(name, masterKey.decrypt(PURPOSE, context(transaction, name), value)));
    String secret = kept.remove(SECRET);
    if (secret == null) {
      throw new IllegalStateException("a departed transaction without its secret");
    }
    return new Opened(secret, kept);
  }

  private String encrypt(SecretHash transaction, String name, String value) {
    return masterKey.encrypt(PURPOSE, context(transaction, name), value);
  }

  private static String context(SecretHash transaction, String name) {
    return transaction.hex() + " " + name;
  }
}
