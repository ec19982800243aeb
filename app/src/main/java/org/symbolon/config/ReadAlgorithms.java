package org.symbolon.config;

import java.util.List;

/** Reads {@code algorithms}: which keys an issuer has. */
final class ReadAlgorithms {
  private static final List<String> KNOWN =
      List.of("ES256", "ES384", "ES512", "RS256", "RS384", "RS512", "EdDSA");
  private static final List<String> DEFAULT = List.of("ES256", "RS256");

  private ReadAlgorithms() {}

  static Reading<String> algorithm() {
    return Readings.oneOf(KNOWN, name -> name);
  }

  static List<String> from(Section block) {
    List<String> algorithms = block.distinct("algorithms", algorithm());
    return algorithms.isEmpty() ? DEFAULT : algorithms;
  }
}
