package org.symbolon.keys;

import java.util.ArrayList;
import java.util.List;
import org.symbolon.protocol.IssuerId;

/** A key store that several "nodes" of a test share. */
public final class InMemoryKeyStore implements KeyStore {
  private final List<StoredKey> keys = new ArrayList<>();
  private boolean down;
  private int loads;

  @Override
  public synchronized List<StoredKey> load(IssuerId issuer) {
    if (down) {
      throw new IllegalStateException("the database does not answer");
    }
    loads++;
    return keys.stream().filter(key -> key.issuer().equals(issuer)).toList();
  }

  @Override
  public synchronized boolean addIfNone(StoredKey key) {
    boolean present =
        keys.stream()
            .anyMatch(
                other ->
                    other.issuer().equals(key.issuer())
                        && other.algorithm().equals(key.algorithm())
                        && other.state() == key.state());
    return !present && keys.add(key);
  }

  synchronized void goDown(boolean isDown) {
    down = isDown;
  }

  synchronized int loads() {
    return loads;
  }

  synchronized List<StoredKey> all() {
    return List.copyOf(keys);
  }

  synchronized void replace(StoredKey old, StoredKey with) {
    keys.set(keys.indexOf(old), with);
  }
}
