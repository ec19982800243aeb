package org.symbolon.client;

import org.symbolon.protocol.ClientId;
import org.symbolon.protocol.IssuerId;

/**
 * Hears of clients that get tokens: that alone is use. Whoever names a client, or says to be a
 * public one, keeps no registration alive by it.
 */
@FunctionalInterface
public interface ClientUse {
  void used(IssuerId issuer, ClientId client);
}
