package org.symbolon.client;

import org.symbolon.issuer.Issuer;

/**
 * The port that counts how often clients prove who they are, and fail to. Both throw {@link
 * org.symbolon.protocol.ProtocolException} with {@code too_many_requests} where it was too often.
 */
public interface ClientRates {
  /** For where nothing is counted. */
  ClientRates UNLIMITED =
      new ClientRates() {
        @Override
        public void proved(Issuer issuer, Client client, String address) {
          // Not counted.
        }

        @Override
        public void failed(Issuer issuer, String address) {
          // Not counted.
        }
      };

  /** Only then: nobody uses up what is another client's. */
  void proved(Issuer issuer, Client client, String address);

  /**
   * @param address of the caller, for people to read
   */
  void failed(Issuer issuer, String address);
}
