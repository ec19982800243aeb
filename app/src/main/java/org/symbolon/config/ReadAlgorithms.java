package org.symbolon.config;

import java.util.List;
import org.symbolon.keys.SigningAlgorithm;

/** Reads {@code algorithms}: which keys an issuer has. */
final class ReadAlgorithms {
  private static final List<String> DEFAULT = List.of("ES256", "RS256");

  private ReadAlgorithms() {}

  static Reading<String> algorithm() {
    return Readings.oneOf(SigningAlgorithm.names(), name -> name);
  }

  static List<String> from(Section block) {
    List<String> algorithms = block.distinct("algorithms", algorithm());
    return algorithms.isEmpty() ? DEFAULT : algorithms;
  }
}
