package org.symbolon.bench.load;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.symbolon.bench.Site;

/** Exchanges one person's access token after the other for one of a service behind. */
final class Exchanges implements Script {
  private final Supplier<List<String>> tokens;
  private List<byte[]> requests = List.of();
  private int next;

  /**
   * @param tokens known once the first request is due
   */
  Exchanges(Supplier<List<String>> tokens) {
    this.tokens = tokens;
  }

  @Override
  public byte[] next() {
    if (requests.isEmpty()) {
      requests = new ArrayList<>(tokens.get().stream().map(Exchanges::request).toList());
    }
    return requests.get(next++ % requests.size());
  }

  private static byte[] request(String token) {
    return Requests.postAs(
        "relay",
        Site.SECRET,
        Paths.TOKEN,
        "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Atoken-exchange&subject_token="
            + token
            + "&subject_token_type=urn%3Aietf%3Aparams%3Aoauth%3Atoken-type%3Aaccess_token");
  }

  @Override
  public boolean accept(Answer answer) {
    return answer.status() == 200
        && answer.text("scope").filter(scope -> scope.contains("storage.read:")).isPresent();
  }
}
