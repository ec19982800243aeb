package org.symbolon.register;

import java.util.ArrayList;
import java.util.List;
import org.symbolon.client.CertificateName;
import org.symbolon.client.CertificateName.Kind;

/** Reads by which name in its certificate a client wants to be known (RFC 8705 §2.1.2). */
final class ReadCertificate {
  private final Members members;

  ReadCertificate(Members members) {
    this.members = members;
  }

  /** Exactly one: with two, nobody could say which of them decides. */
  CertificateName name() {
    List<CertificateName> names = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      members.text(kind.member()).ifPresent(text -> names.add(named(kind, text)));
    }
    if (names.size() != 1) {
      throw Members.wrong(
          "token_endpoint_auth_method",
          "needs exactly one of the members that begin with tls_client_auth_");
    }
    return names.getFirst();
  }

  private static CertificateName named(Kind kind, String text) {
    kind.problem(text)
        .ifPresent(
            problem -> {
              throw Members.wrong(kind.member(), problem);
            });
    return new CertificateName(kind, text);
  }
}
