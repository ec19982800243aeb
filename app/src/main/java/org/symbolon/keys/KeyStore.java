package org.symbolon.keys;

import java.util.List;
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
}
