package org.symbolon.verify;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;

/** What tokens say of client certificates. */
public final class Certificates {
  private Certificates() {}

  /** The SHA-256 of the whole certificate, as {@code x5t#S256} has it (RFC 8705 §3.1). */
  public static String hash(X509Certificate certificate) {
    try {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    } catch (CertificateEncodingException e) {
      throw new IllegalArgumentException("a certificate that was read can be written", e);
    }
  }
}
