package org.symbolon.bench.load;

/**
 * Refreshes whose rights a source has to tell that does not: refused as temporarily unavailable, so
 * that the same token is tried again, or narrowed to what is known.
 */
final class Stalled implements Script {
  private String token;

  Stalled(String token) {
    this.token = token;
  }

  @Override
  public byte[] next() {
    return Requests.post(
        Paths.TOKEN, "grant_type=refresh_token&client_id=tool&refresh_token=" + token);
  }

  @Override
  public boolean accept(Answer answer) {
    answer.text("refresh_token").ifPresent(successor -> token = successor);
    return answer.status() == 503 || answer.status() == 200;
  }
}
