package org.symbolon.config;

import java.util.List;

/** What several issuers must not share (they share one process and perhaps one host). */
final class CheckIssuers {
  private CheckIssuers() {}

  /** The two lists belong together by index. */
  static void check(List<Section> sections, List<IssuerConfig> issuers) {}
}
