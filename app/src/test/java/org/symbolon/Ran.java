package org.symbolon;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import org.symbolon.cli.Cli;

/**
 * What a command did that ends by itself, run as its user runs it, in this process.
 *
 * @param code with which it ended
 */
record Ran(int code, String out, String err) {
  static Ran of(String... arguments) {
    return of(Map.of(), arguments);
  }

  static Ran of(Map<String, String> environment, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    SecureRandom random = new SecureRandom();
    int code =
        Cli.run(
            new Cli.Surroundings(
                new GatewayWiring(random, InstantSource.system()),
                environment,
                random,
                new PrintWriter(out),
                new PrintWriter(err),
                running -> {}),
            arguments);
    return new Ran(code, out.toString(), err.toString());
  }
}
