package org.symbolon.client;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Which sector a client is of, where its subjects are pairwise (OpenID Connect Core §8.1). */
public final class Sector {
  private Sector() {}

  /**
   * The host of a sector identifier.
   *
   * @return empty where it is no https address with a host
   */
  public static Optional<String> of(URI identifier) {
    return "https".equalsIgnoreCase(identifier.getScheme()) && identifier.getRawUserInfo() == null
        ? host(identifier)
        : Optional.empty();
  }

  /**
   * Of a client that names none: the one host that all its redirect URIs have.
   *
   * @return empty where there are several, or one without a host: then the client must name one
   */
  public static Optional<String> of(List<String> redirectUris) {
    Set<String> hosts = new TreeSet<>();
    for (String uri : redirectUris) {
      hosts.add(host(URI.create(uri)).orElse(""));
    }
    return hosts.size() == 1
        ? Optional.of(hosts.iterator().next()).filter(host -> !host.isEmpty())
        : Optional.empty();
  }

  private static Optional<String> host(URI uri) {
    return Optional.ofNullable(uri.getHost()).map(name -> name.toLowerCase(Locale.ROOT));
  }
}
