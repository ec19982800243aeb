package org.symbolon.bench.load;

import org.symbolon.bench.Proofs;

/** Asks for one token after the other, each bound to the client's key by a new proof. */
final class BoundTokens implements Script {
  private final String client;
  private final String secret;
  private final String form;
  private final Proofs proofs;

  BoundTokens(String client, String secret, String form, Proofs proofs) {
    this.client = client;
    this.secret = secret;
    this.form = form;
    this.proofs = proofs;
  }

  @Override
  public byte[] next() {
    return Requests.postProved(client, secret, proofs.next(), Paths.TOKEN, form);
  }

  @Override
  public boolean accept(Answer answer) {
    return answer.status() == 200 && answer.body().contains("\"token_type\":\"DPoP\"");
  }
}
