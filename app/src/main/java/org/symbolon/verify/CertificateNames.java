package org.symbolon.verify;

import java.net.InetAddress;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import javax.security.auth.x500.X500Principal;
import org.symbolon.client.CertificateName;

/** Whether a certificate has a name: each kind compared as its standard says (RFC 5280 §7). */
final class CertificateNames {
  /** RFC 5280 §4.2.1.6 */
  private static final int EMAIL = 1;

  private static final int DNS = 2;
  private static final int URI = 6;
  private static final int IP = 7;

  private CertificateNames() {}

  static boolean has(X509Certificate certificate, CertificateName name) {
    return switch (name.kind()) {
      // Part by part and in order, blanks and case aside: never by the text's end or middle.
      case SUBJECT -> new X500Principal(name.value()).equals(certificate.getSubjectX500Principal());
      case DNS -> any(certificate, DNS, name.value().toLowerCase(Locale.ROOT), true);
      case URI -> any(certificate, URI, name.value(), false);
      case EMAIL -> any(certificate, EMAIL, name.value(), false);
      case IP -> hasAddress(certificate, name.value());
    };
  }

  private static boolean any(
      X509Certificate certificate, int kind, String wanted, boolean anyCase) {
    return alternatives(certificate).stream()
        .anyMatch(
            one ->
                one.get(0).equals(kind)
                    && one.get(1) instanceof String text
                    && (anyCase ? text.toLowerCase(Locale.ROOT) : text).equals(wanted));
  }

  private static boolean hasAddress(X509Certificate certificate, String wanted) {
    InetAddress address = InetAddress.ofLiteral(wanted);
    return alternatives(certificate).stream()
        .anyMatch(
            one ->
                one.get(0).equals(IP)
                    && one.get(1) instanceof String text
                    && InetAddress.ofLiteral(text).equals(address));
  }

  private static Collection<List<?>> alternatives(X509Certificate certificate) {
    try {
      Collection<List<?>> names = certificate.getSubjectAlternativeNames();
      return names == null ? List.of() : names;
    } catch (CertificateParsingException e) {
      return List.of();
    }
  }
}
