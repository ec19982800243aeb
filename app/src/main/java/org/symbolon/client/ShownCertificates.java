package org.symbolon.client;

import java.security.cert.X509Certificate;
import java.util.List;

/**
 * The port through which the certificate is checked that a client showed in the TLS handshake (RFC
 * 8705 §2). That it has the key, the handshake has proved.
 */
public interface ShownCertificates {
  /** For where no client is known by a certificate. */
  ShownCertificates NONE =
      (client, chain) -> new Assertions.Checked.Refused("no certificates here");

  /**
   * @param client whose method takes a certificate
   * @param chain the client's own first; perhaps empty
   */
  Assertions.Checked check(Client client, List<X509Certificate> chain);
}
