package org.symbolon.bench.load;

/** The same request again and again; any 200 will do. */
record Repeated(byte[] request) implements Script {
  @Override
  public byte[] next() {
    return request;
  }

  @Override
  public boolean accept(Answer answer) {
    return answer.status() == 200;
  }
}
