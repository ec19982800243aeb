package org.symbolon.fetch;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What came of one exchange. */
public sealed interface Fetch {
  /**
   * An answer, whatever its status; a redirect is an answer like any other.
   *
   * @param headers names in lower case
   */
  record Fetched(int status, String body, Map<String, List<String>> headers) implements Fetch {
    public Fetched {
      headers = Map.copyOf(headers);
    }

    public Optional<String> header(String name) {
      return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream().findFirst();
    }
  }

  /**
   * No whole answer: refused address, no connection, too slow, too large, cut off.
   *
   * @param why for the log; names the host and never a parameter, header or body
   */
  record Failed(String why) implements Fetch {}
}
