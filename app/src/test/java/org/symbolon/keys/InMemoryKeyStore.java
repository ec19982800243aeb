package org.symbolon.keys;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

  @Override
  public synchronized boolean promote(StoredKey next, Optional<StoredKey> signing) {
    if (!keys.contains(next) || !signing.map(keys::contains).orElse(true)) {
      return false;
    }
    signing.ifPresent(key -> replace(key, inState(key, KeyState.RETIRED)));
    replace(next, inState(next, KeyState.SIGNING));
    return true;
  }

  @Override
  public synchronized boolean retire(StoredKey key) {
    if (!keys.contains(key)) {
      return false;
    }
    replace(key, inState(key, KeyState.RETIRED));
    return true;
  }

  @Override
  public synchronized boolean remove(StoredKey key) {
    return key.state() == KeyState.RETIRED && keys.remove(key);
  }

  private static StoredKey inState(StoredKey key, KeyState state) {
    return new StoredKey(
        key.kid(),
        key.issuer(),
        key.algorithm(),
        state,
        key.publicJwk(),
        key.encryptedPrivateJwk(),
        key.created());
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
