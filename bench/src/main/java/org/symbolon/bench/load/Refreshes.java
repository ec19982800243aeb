package org.symbolon.bench.load;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/** Refreshes one family after the other, each with the successor it got before. */
final class Refreshes implements Script {
  private static final int KEPT = 100;

  private final Queue<String> tokens;
  private final Deque<String> accessTokens = new ArrayDeque<>();

  Refreshes(Collection<String> tokens) {
    this.tokens = new ArrayDeque<>(tokens);
  }

  @Override
  public byte[] next() {
    return Requests.post(
        Paths.TOKEN, "grant_type=refresh_token&client_id=tool&refresh_token=" + tokens.remove());
  }

  @Override
  public boolean accept(Answer answer) {
    Optional<String> successor = answer.text("refresh_token");
    successor.ifPresent(tokens::add);
    answer.text("access_token").ifPresent(this::keep);
    // Rights that were lost on the way would make the run a measurement of something else.
    return successor.isPresent()
        && answer.text("scope").filter(scope -> scope.contains("storage.read:")).isPresent();
  }

  private void keep(String accessToken) {
    accessTokens.add(accessToken);
    if (accessTokens.size() > KEPT) {
      accessTokens.remove();
    }
  }

  /** The newest of those it got, for a scenario that uses them. */
  List<String> accessTokens() {
    return List.copyOf(accessTokens);
  }
}
