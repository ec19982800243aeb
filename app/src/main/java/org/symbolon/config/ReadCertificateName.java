package org.symbolon.config;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.symbolon.client.CertificateName;
import org.symbolon.client.CertificateName.Kind;

/** Reads by which name of its certificate a client is known (RFC 8705 §2.1.2): exactly one. */
final class ReadCertificateName {
  private ReadCertificateName() {}

  static Optional<CertificateName> from(Section client) {
    return client.section("certificate").flatMap(ReadCertificateName::name);
  }

  private static Optional<CertificateName> name(Section block) {
    List<Optional<CertificateName>> all =
        List.of(
            block.value("subject", ReadCertificateName::subject),
            block.value("dns", text -> named(Kind.DNS, text)),
            block.value("uri", text -> named(Kind.URI, text)),
            block.value("ip", ReadCertificateName::address),
            block.value("email", text -> named(Kind.EMAIL, text)));
    List<CertificateName> given = all.stream().flatMap(Optional::stream).toList();
    if (block.written().size() != 1) {
      block.mistake("should name one of subject, dns, uri, ip and email: that one decides");
    }
    return given.stream().findFirst();
  }

  private static CertificateName named(Kind kind, String text) throws Mistake {
    return new CertificateName(kind, Readings.text(text));
  }

  private static CertificateName subject(String text) throws Mistake {
    try {
      new X500Principal(text);
      return new CertificateName(Kind.SUBJECT, text);
    } catch (IllegalArgumentException e) {
      throw new Mistake("should be a subject as in CN=robot,O=Lab");
    }
  }

  private static CertificateName address(String text) throws Mistake {
    try {
      InetAddress.ofLiteral(text);
      return new CertificateName(Kind.IP, text);
    } catch (IllegalArgumentException e) {
      throw new Mistake("should be an IP address");
    }
  }
}
