package org.symbolon.client;

/**
 * The one name by which a client's certificate is known (RFC 8705 §2.1.2).
 *
 * @param value as written; compared as its kind is, never as text alone
 */
public record CertificateName(Kind kind, String value) {
  /** Where in the certificate it stands. */
  public enum Kind {
    /** The whole subject, as RFC 4514 writes it. */
    SUBJECT,
    DNS,
    URI,
    IP,
    EMAIL
  }
}
