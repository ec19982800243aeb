package org.symbolon.config;

import java.util.Optional;
import org.symbolon.client.RedirectUris;

/** Reads a redirect URI. */
final class RedirectUri {
  private RedirectUri() {}

  static String read(String text) throws Mistake {
    Optional<String> problem = RedirectUris.problem(Readings.text(text));
    if (problem.isPresent()) {
      throw new Mistake(problem.get());
    }
    return text;
  }
}
