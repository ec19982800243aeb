package org.symbolon.config;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.symbolon.web.Address;

/**
 * Where requests are answered, whether TLS ends here, and who vouches for clients' certificates.
 */
public record Listen(Address address, Optional<Tls> tls, ClientCertificates clients) {

  /**
   * @param certificate a PEM file: the certificate and its chain
   * @param key a PEM file: its private key, unencrypted PKCS #8
   */
  public record Tls(Path certificate, Path key) {}

  /**
   * @param ask whether clients are asked for a certificate in the handshake
   * @param address where they are asked, and nowhere else; absent: wherever TLS ends here
   * @param authorities whose certificates prove clients that are known by name
   * @param proxies the SHA-256 of certificates, in base64url: who shows one of these may say which
   *     certificate a client has shown
   */
  public record ClientCertificates(
      boolean ask,
      Optional<Address> address,
      List<X509Certificate> authorities,
      Set<String> proxies) {
    public static final ClientCertificates NONE =
        new ClientCertificates(false, Optional.empty(), List.of(), Set.of());

    /** Whether any certificate of a client can come to be known here. */
    public boolean areSeen() {
      return ask;
    }

    public ClientCertificates {
      authorities = List.copyOf(authorities);
      proxies = Set.copyOf(proxies);
    }
  }
}
