package org.symbolon.store;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.symbolon.grant.Families;
import org.symbolon.grant.Families.Rotation;
import org.symbolon.grant.Families.Use;
import org.symbolon.protocol.GrantId;

/**
 * A process that refreshes several families at once without end, each with the token it got last,
 * and prints each answer before it asks for the next. Made to be killed.
 */
final class RefreshingChild {
  static final Duration GRACE = Duration.ofSeconds(60);

  private RefreshingChild() {}

  /**
   * @param arguments the database file, then {@code grant=generation} for each family
   */
  public static void main(String[] arguments) throws InterruptedException {
    Families families = new StoredFamilies(new SqliteEngine(Path.of(arguments[0])), Instant::now);
    List<Thread> clients =
        Arrays.stream(arguments)
            .skip(1)
            .map(argument -> argument.split("=", 2))
            .map(
                token ->
                    Thread.ofPlatform()
                        .start(
                            () ->
                                refresh(families, new GrantId(token[0]), Long.parseLong(token[1]))))
            .toList();
    for (Thread client : clients) {
      client.join();
    }
  }

  private static void refresh(Families families, GrantId grant, long first) {
    PrintStream out = new PrintStream(System.out, false, StandardCharsets.US_ASCII);
    long generation = first;
    while (true) {
      Rotation rotation = families.rotate(use(grant, generation));
      generation =
          switch (rotation) {
            case Rotation.Rotated rotated -> rotated.generation();
            case Rotation.Repeated repeated -> repeated.generation();
            case Rotation.Replayed replayed -> throw new IllegalStateException(grant + " replayed");
            case Rotation.Gone gone -> throw new IllegalStateException(grant + " gone");
          };
      // One write a line: a kill leaves no half of it, or a half without its end.
      out.print(grant + "=" + generation + "\n");
      out.flush();
    }
  }

  static Use use(GrantId grant, long generation) {
    Instant now = Instant.now();
    return new Use(grant, generation, "k1", GRACE, now.plus(Duration.ofDays(30)), now);
  }
}
