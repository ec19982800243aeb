package org.symbolon.keys;

import java.util.List;
import java.util.Optional;
import org.symbolon.protocol.IssuerId;

/** The port of signing keys. */
public interface KeyStore {
  List<StoredKey> load(IssuerId issuer);

  /**
   * Adds a key unless the issuer has one of that algorithm in that state: of several nodes that
   * start together one wins, and all then load the same.
   *
   * @return whether it was added
   */
  boolean addIfNone(StoredKey key);

  /**
   * From now on this key signs, and the one that did is retired; in one unit, compare-and-set.
   *
   * @param next in state NEXT
   * @return false when either is not in its state any more
   */
  boolean promote(StoredKey next, Optional<StoredKey> signing);

  /**
   * Retires a key. Compare-and-set.
   *
   * @return false when it is not in its state any more
   */
  boolean retire(StoredKey key);

  /**
   * Takes a retired key away: what it signed can not be verified any more.
   *
   * @return false when it is not retired
   */
  boolean remove(StoredKey key);
}
