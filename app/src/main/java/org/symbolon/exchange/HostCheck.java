package org.symbolon.exchange;

/** Whether a request comes from the one machine it has to come from. */
@FunctionalInterface
public interface HostCheck {
  /**
   * @param host name or address, as the job grant has it
   * @param address where the request comes from
   * @throws org.symbolon.protocol.ProtocolException {@code invalid_request} from elsewhere, {@code
   *     temporarily_unavailable} where the name can not be looked up
   */
  void require(String host, String address);
}
