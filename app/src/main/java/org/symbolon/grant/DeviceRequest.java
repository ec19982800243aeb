package org.symbolon.grant;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.symbolon.protocol.ClientId;
import org.symbolon.protocol.IssuerId;
import org.symbolon.protocol.SecretHash;

/**
 * A device authorization request (RFC 8628 §3.1) as stored.
 *
 * @param deviceCode the hash of the device code
 * @param userCode the keyed hash of the user code: a plain one of so short a text could be searched
 * @param askedFrom the address it came from, shown to the person
 * @param interval between polls, as announced
 */
public record DeviceRequest(
    SecretHash deviceCode,
    String userCode,
    IssuerId issuer,
    ClientId client,
    String requestedScope,
    List<String> audiences,
    String askedFrom,
    Instant asked,
    Instant expires,
    Duration interval) {
  public DeviceRequest {
    audiences = List.copyOf(audiences);
  }
}
