package org.symbolon.metadata;

import java.net.URI;
import java.util.Optional;

/**
 * What is told to clients that have a certificate (RFC 8705).
 *
 * @param seen whether one that is shown is seen
 * @param origin where it is asked for, scheme and authority alone; absent where it is everywhere
 */
public record CertificatePromises(boolean seen, Optional<URI> origin) {
  public static final CertificatePromises NONE = new CertificatePromises(false, Optional.empty());
}
