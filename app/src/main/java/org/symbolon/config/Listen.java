package org.symbolon.config;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.symbolon.web.Address;

/**
 * Where requests are answered, whether TLS ends here, and who vouches for clients' certificates.
 *
 * @param socket one more way in, for a proxy on this machine
 */
public record Listen(
    Address address, Optional<Tls> tls, Optional<Socket> socket, ClientCertificates clients) {

  /**
   * @param certificate a PEM file: the certificate and its chain
   * @param key a PEM file: its private key, unencrypted PKCS #8
   */
  public record Tls(Path certificate, Path key) {}

  /**
   * A Unix-domain socket.
   *
   * @param group whose members may open it, besides the user of this process
   */
  public record Socket(Path path, Optional<String> group) {}

  /**
   * @param ask whether clients are asked for a certificate in the handshake
   * @param address where they are asked, and nowhere else; absent: wherever TLS ends here
   * @param bySocket whether who opens the socket may say which certificate a client has shown
   * @param authorities whose certificates prove clients that are known by name
   * @param proxies the SHA-256 of certificates, in base64url: who shows one of these may say which
   *     certificate a client has shown
   */
  public record ClientCertificates(
      boolean ask,
      Optional<Address> address,
      boolean bySocket,
      List<X509Certificate> authorities,
      Set<String> proxies) {
    public static final ClientCertificates NONE =
        new ClientCertificates(false, Optional.empty(), false, List.of(), Set.of());

    /** Whether any certificate of a client can come to be known here. */
    public boolean areSeen() {
      return ask || bySocket;
    }

    public ClientCertificates {
      authorities = List.copyOf(authorities);
      proxies = Set.copyOf(proxies);
    }
  }
}
