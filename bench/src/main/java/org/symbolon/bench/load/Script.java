package org.symbolon.bench.load;

/** What one connection sends, one request after the answer to the other. */
interface Script {
  /** The next request; may wait where the protocol wants a pause. */
  byte[] next() throws InterruptedException;

  /** Whether this is the answer that the scenario is about; takes from it what comes next. */
  boolean accept(Answer answer);
}
