package org.symbolon.web;

import io.javalin.http.Context;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.symbolon.verify.Certificates;

/**
 * The certificate that a client has shown: to this server itself, or to a proxy that proves by a
 * certificate of its own, or by the file it may open, to be one of ours (RFC 9440). An address
 * proves nothing: whoever runs a program on a proxy's host has it too.
 */
final class CallerCertificates {
  /** A byte sequence of RFC 8941 §3.3.5. */
  private static final Pattern BYTES = Pattern.compile(":([A-Za-z0-9+/]+={0,2}):");

  private static final String PEER = "jakarta.servlet.request.X509Certificate";
  private static final int LONGEST = 32 * 1024;

  private final Set<String> proxies;
  private final boolean bySocket;

  /**
   * @param proxies SHA-256 of their certificates, in base64url
   * @param bySocket whether who opens the Unix-domain socket says it too
   */
  CallerCertificates(Set<String> proxies, boolean bySocket) {
    this.proxies = Set.copyOf(proxies);
    this.bySocket = bySocket;
  }

  /**
   * The client's own first; empty where it has shown none, or what is told of it can not be read.
   */
  List<X509Certificate> of(Context context) {
    if (Caller.isBySocket(context)) {
      return bySocket ? told(context) : List.of();
    }
    List<X509Certificate> peer =
        context.req().getAttribute(PEER) instanceof X509Certificate[] chain
            ? List.of(chain)
            : List.of();
    return peer.isEmpty() || !proxies.contains(Certificates.hash(peer.getFirst()))
        ? peer
        : told(context);
  }

  private static List<X509Certificate> told(Context context) {
    List<String> own = lines(context, "Client-Cert");
    List<X509Certificate> chain = new ArrayList<>();
    // RFC 9440 §2.2: one; a second may be the client's own words.
    if (own.size() == 1 && read(own.getFirst(), chain)) {
      for (String line : lines(context, "Client-Cert-Chain")) {
        for (String item : line.split(",")) {
          if (!read(item.strip(), chain)) {
            return List.of();
          }
        }
      }
    }
    return chain;
  }

  private static boolean read(String item, List<X509Certificate> into) {
    var bytes = BYTES.matcher(item);
    if (item.length() > LONGEST || !bytes.matches()) {
      return false;
    }
    try {
      into.add(
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(
                      new ByteArrayInputStream(Base64.getDecoder().decode(bytes.group(1)))));
      return true;
    } catch (CertificateException | IllegalArgumentException e) {
      return false;
    }
  }

  private static List<String> lines(Context context, String header) {
    return Collections.list(context.req().getHeaders(header));
  }
}
