package org.symbolon.bench.load;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * Revokes one access token after the other, each once; when there are no more, the last one again,
 * which costs the same.
 */
final class Revocations implements Script {
  private final String client;
  private final String secret;
  private final Supplier<Optional<String>> tokens;
  private String last = "";

  Revocations(String client, String secret, Supplier<Optional<String>> tokens) {
    this.client = client;
    this.secret = secret;
    this.tokens = tokens;
  }

  @Override
  public byte[] next() {
    last = tokens.get().orElse(last);
    return Requests.postAs(client, secret, Paths.REVOCATION, "token=" + last);
  }

  @Override
  public boolean accept(Answer answer) {
    return answer.status() == 200;
  }
}
