package org.symbolon.config;

import java.net.URI;
import java.util.List;
import java.util.Map;

/** What several issuers must not share (they share one process and perhaps one host). */
final class CheckIssuers {
  private CheckIssuers() {}

  /** The two lists belong together by index. */
  static void check(List<Section> sections, List<IssuerConfig> issuers) {
    for (int i = 0; i < issuers.size(); i++) {
      for (int j = 0; j < i; j++) {
        pair(sections.get(i), issuers.get(i), issuers.get(j));
      }
      for (IssuerConfig other : issuers) {
        shadows(sections.get(i), issuers.get(i), other);
      }
    }
  }

  private static void pair(Section section, IssuerConfig issuer, IssuerConfig earlier) {
    if (issuer.issuer().id().equals(earlier.issuer().id())) {
      section.mistake("id", "is another issuer's too: give each its own");
    }
    if (ReadIssuer.isUsable(issuer) && issuer.issuer().url().equals(earlier.issuer().url())) {
      section.mistake("url", "is another issuer's too: give each its own path or host");
    }
  }

  /** Whether one issuer's whole path lies where another, above it, has an endpoint. */
  private static void shadows(Section section, IssuerConfig issuer, IssuerConfig above) {
    String prefix = above.issuer().pathPrefix();
    String path = issuer.issuer().pathPrefix();
    if (issuer == above
        || !origin(issuer).equals(origin(above))
        || path.equals(prefix)
        || !path.startsWith(prefix + "/")) {
      return;
    }
    for (Map.Entry<String, String> endpoint : ReadPaths.byKey(above.issuer().paths()).entrySet()) {
      String taken = prefix + endpoint.getValue();
      if (path.equals(taken) || path.startsWith(taken + "/") || taken.startsWith(path + "/")) {
        section.mistake(
            "url",
            "has the path "
                + path
                + ", where the issuer "
                + above.issuer().id()
                + " has its endpoint "
                + endpoint.getKey()
                + ": choose another path");
        return;
      }
    }
  }

  private static String origin(IssuerConfig issuer) {
    URI url = issuer.issuer().url();
    return url.getScheme() + "://" + url.getRawAuthority();
  }
}
