package org.symbolon.web;

import io.javalin.http.Context;
import java.net.URI;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import org.symbolon.client.Client;

/**
 * Whose pages' programs may ask an issuer from a browser (Fetch §3.2): those of its clients, by the
 * origins of their redirect URIs, and those listed. Never with credentials: nothing a program asks
 * goes by cookies.
 */
public final class CrossOrigin {
  private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";

  private final Set<String> listed;
  private final Supplier<? extends Collection<Client>> clients;

  /**
   * @param listed origins as browsers send them
   * @param clients asked at each request: they are read again while the server runs
   */
  public CrossOrigin(Set<String> listed, Supplier<? extends Collection<Client>> clients) {
    this.listed = Set.copyOf(listed);
    this.clients = clients;
  }

  /** What anybody may read: public documents. */
  static void open(Context context) {
    context.header(ALLOW_ORIGIN, "*");
  }

  /** Lets the answer be read where the request comes from an origin that may. */
  void answer(Context context) {
    String origin = context.header("Origin");
    if (origin == null) {
      return;
    }
    context.header("Vary", "Origin");
    if (allows(origin)) {
      context.header(ALLOW_ORIGIN, origin);
      context.header("Access-Control-Expose-Headers", "DPoP-Nonce, Retry-After, WWW-Authenticate");
    }
  }

  /**
   * What a browser asks before a request.
   *
   * @param methods of the address, comma-separated
   */
  void preflight(Context context, String methods) {
    answer(context);
    if (context.res().getHeader(ALLOW_ORIGIN) != null) {
      context.header("Access-Control-Allow-Methods", methods);
      context.header("Access-Control-Allow-Headers", "Authorization, Content-Type, DPoP");
      context.header("Access-Control-Max-Age", "3600");
    }
    context.status(204);
  }

  private boolean allows(String origin) {
    return listed.contains(origin)
        || clients.get().stream()
            .flatMap(client -> client.redirectUris().stream())
            .anyMatch(uri -> origin(uri).equals(origin));
  }

  /** As browsers send it (RFC 6454 §6.2); empty where it is no page's. */
  private static String origin(String redirectUri) {
    URI uri = URI.create(redirectUri);
    return uri.getHost() == null || !uri.getScheme().startsWith("http")
        ? ""
        : (uri.getScheme() + "://" + uri.getRawAuthority()).toLowerCase(Locale.ROOT);
  }
}
