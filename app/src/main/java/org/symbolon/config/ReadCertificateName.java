package org.symbolon.config;

import java.util.List;
import java.util.Optional;
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
            block.value("subject", text -> named(Kind.SUBJECT, text)),
            block.value("dns", text -> named(Kind.DNS, text)),
            block.value("uri", text -> named(Kind.URI, text)),
            block.value("ip", text -> named(Kind.IP, text)),
            block.value("email", text -> named(Kind.EMAIL, text)));
    List<CertificateName> given = all.stream().flatMap(Optional::stream).toList();
    if (block.written().size() != 1) {
      block.mistake("should name one of subject, dns, uri, ip and email: that one decides");
    }
    return given.stream().findFirst();
  }

  private static CertificateName named(Kind kind, String text) throws Mistake {
    Optional<String> problem = kind.problem(text);
    if (problem.isPresent()) {
      throw new Mistake(problem.get());
    }
    return new CertificateName(kind, text);
  }
}
