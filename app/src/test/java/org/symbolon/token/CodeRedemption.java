package org.symbolon.token;

import org.junit.jupiter.api.AfterEach;
import org.symbolon.store.TestDatabases;

/** A site at which a person has approved a code. */
abstract class CodeRedemption {
  final TokenSite site;

  final Approval approval;

  CodeRedemption(TestDatabases.Kind kind) {
    site = new TokenSite(kind);
    approval = site.approval();
  }

  @AfterEach
  void close() {
    site.close();
  }
}
