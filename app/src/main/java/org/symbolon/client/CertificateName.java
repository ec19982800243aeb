package org.symbolon.client;

import java.net.InetAddress;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;

/**
 * The one name by which a client's certificate is known (RFC 8705 §2.1.2).
 *
 * @param value as written, without a {@link Kind#problem}; compared as its kind is, never as text
 *     alone
 */
public record CertificateName(Kind kind, String value) {
  /** Where in the certificate it stands. */
  public enum Kind {
    /** The whole subject, as RFC 4514 writes it. */
    SUBJECT("tls_client_auth_subject_dn"),
    DNS("tls_client_auth_san_dns"),
    URI("tls_client_auth_san_uri"),
    IP("tls_client_auth_san_ip"),
    EMAIL("tls_client_auth_san_email");

    private final String member;

    Kind(String member) {
      this.member = member;
    }

    /** Its name in a client's metadata. */
    public String member() {
      return member;
    }

    /** What such a name should be, where this text is none. */
    public Optional<String> problem(String text) {
      return switch (this) {
        case SUBJECT ->
            isSubject(text)
                ? Optional.empty()
                : Optional.of("should be a subject as in CN=robot,O=Lab");
        case IP -> isAddress(text) ? Optional.empty() : Optional.of("should be an IP address");
        // As certificates have them (RFC 5280 §4.2.1.6).
        case DNS, URI, EMAIL ->
            text.matches("[!-~]+")
                ? Optional.empty()
                : Optional.of("should be plain ASCII characters without blanks");
      };
    }

    /** The empty one is that of all certificates that are known by another name. */
    private static boolean isSubject(String text) {
      try {
        return !new X500Principal(text).getName().isEmpty();
      } catch (IllegalArgumentException e) {
        return false;
      }
    }

    /** Never looked up. */
    private static boolean isAddress(String text) {
      try {
        InetAddress.ofLiteral(text);
        return true;
      } catch (IllegalArgumentException e) {
        return false;
      }
    }
  }
}
