package org.symbolon.exchange;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.ProtocolError;

/**
 * Hosts as the name service of this machine knows them. Looked up forwards: what an address calls
 * itself is up to whoever has it.
 */
public final class NameServiceHosts implements HostCheck {
  @Override
  public void require(String host, String address) {
    try {
      InetAddress from = InetAddress.getByName(address);
      if (Arrays.asList(InetAddress.getAllByName(host)).contains(from)) {
        return;
      }
    } catch (UnknownHostException unknown) {
      // It can not be told from a name service that is down.
      throw ProtocolError.unavailable(
              "the host of the job grant can not be looked up: try again later",
              "no address of " + host)
          .exception();
    }
    throw ProtocolError.of(
            ErrorCode.INVALID_REQUEST, "from this job grant tokens are drawn on another host")
        .withDetail(address + " is none of the addresses of " + host)
        .exception();
  }
}
