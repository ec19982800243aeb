package org.symbolon.client;

import java.util.Optional;
import org.symbolon.protocol.ClientId;
import org.symbolon.protocol.IssuerId;

/** The port through which clients are found. An answer may be seconds old. */
public interface Clients {
  Optional<Client> find(IssuerId issuer, ClientId id);
}
