package org.symbolon.fetch;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * One request.
 *
 * @param form the body, already encoded as {@code application/x-www-form-urlencoded}; with one the
 *     method is POST, without it GET
 */
public record Request(URI uri, Map<String, String> headers, Optional<String> form) {
  public Request {
    headers = Map.copyOf(headers);
  }

  public static Request get(URI uri) {
    return new Request(uri, Map.of("Accept", "application/json"), Optional.empty());
  }

  /** Tells no header and no body: both may hold secrets. */
  @Override
  public String toString() {
    return (form.isPresent() ? "POST " : "GET ") + uri.getScheme() + "://" + uri.getRawAuthority();
  }
}
