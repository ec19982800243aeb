package org.symbolon.bench.load;

import java.util.List;
import java.util.function.Supplier;
import org.symbolon.bench.Site;

/** Asks about one person's access token after the other, as the service they are for. */
final class Introspections implements Script {
  private final Supplier<List<String>> tokens;
  private List<byte[]> requests = List.of();
  private int next;

  /**
   * @param tokens known once the first request is due
   */
  Introspections(Supplier<List<String>> tokens) {
    this.tokens = tokens;
  }

  @Override
  public byte[] next() {
    if (requests.isEmpty()) {
      requests =
          tokens.get().stream()
              .map(
                  token ->
                      Requests.postAs("relay", Site.SECRET, Paths.INTROSPECTION, "token=" + token))
              .toList();
    }
    return requests.get(next++ % requests.size());
  }

  @Override
  public boolean accept(Answer answer) {
    return answer.status() == 200 && answer.body().contains("\"active\":true");
  }
}
