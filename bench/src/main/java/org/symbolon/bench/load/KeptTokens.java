package org.symbolon.bench.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks for tokens by always the same request, and keeps some for a scenario that uses them up. */
final class KeptTokens implements Script {
  private static final int MOST = 20_000;

  private final byte[] request;
  private final List<String> tokens = new ArrayList<>();

  KeptTokens(byte[] request) {
    this.request = request;
  }

  @Override
  public byte[] next() {
    return request;
  }

  @Override
  public boolean accept(Answer answer) {
    Optional<String> token = answer.text("access_token");
    token.filter(one -> tokens.size() < MOST).ifPresent(tokens::add);
    return token.isPresent();
  }

  /** The next one, each once. */
  Optional<String> take() {
    return tokens.isEmpty() ? Optional.empty() : Optional.of(tokens.removeLast());
  }
}
