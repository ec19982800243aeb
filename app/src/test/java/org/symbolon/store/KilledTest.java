package org.symbolon.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.symbolon.grant.Code;
import org.symbolon.grant.Families.Rotation;
import org.symbolon.grant.Family;
import org.symbolon.grant.Grant;
import org.symbolon.grant.Login;
import org.symbolon.grant.NewFamily;
import org.symbolon.grant.Samples;
import org.symbolon.grant.SharedNames;
import org.symbolon.protocol.GrantId;

/** The process dies (kill -9) at any moment during refreshes, again and again. */
final class KilledTest {
  private static final int ROUNDS = 15;
  private static final int FAMILIES = 4;
  private static final Duration LONGEST = Duration.ofSeconds(20);

  private final Random random = new Random(2026);

  @Test
  void a_client_that_retries_always_gets_a_valid_token_of_the_one_family() throws Exception {
    Instant began = Instant.now();
    int rounds = 0;
    try (TestDatabases.Database database = TestDatabases.fresh(TestDatabases.Kind.SQLITE)) {
      database.clock().set(Instant.now());
      Map<GrantId, Long> tokens = tokens(database.store());
      while (rounds < ROUNDS && Instant.now().isBefore(began.plus(LONGEST))) {
        refreshUntilKilled(database, tokens);
        Store afterwards = database.anotherNode();
        tokens.replaceAll((grant, acknowledged) -> retried(afterwards, grant, acknowledged));
        rounds++;
      }
    }
    assertThat(rounds).as("rounds within %s", LONGEST).isGreaterThanOrEqualTo(3);
  }

  /** The family of each of some grants, each at its first token. */
  private static Map<GrantId, Long> tokens(Store store) {
    Map<GrantId, Long> tokens = new LinkedHashMap<>();
    Instant expires = Instant.now().plus(Duration.ofDays(365));
    for (int number = 0; number < FAMILIES; number++) {
      Login login = Samples.login(Samples.person(), "user" + number, expires);
      store.logins().begin(login, SharedNames.NONE);
      Code code = Samples.code(login);
      store.codes().issue(code);
      Grant grant = Samples.below(login.grant(), code.grant(), expires);
      store
          .codes()
          .redeem(code.hash(), grant, Optional.of(new NewFamily("k1", expires)), Samples.NOW);
      tokens.put(grant.id(), 0L);
    }
    return tokens;
  }

  /** Leaves in the map what the child had acknowledged when it died. */
  private void refreshUntilKilled(TestDatabases.Database database, Map<GrantId, Long> tokens)
      throws IOException, InterruptedException {
    StoreSettings.Sqlite settings = (StoreSettings.Sqlite) database.settings();
    Process child =
        ChildProcess.start(
            RefreshingChild.class,
            Stream.concat(
                    Stream.of(settings.file().toString()),
                    tokens.entrySet().stream()
                        .map(token -> token.getKey() + "=" + token.getValue()))
                .toArray(String[]::new));
    try (BufferedReader output = ChildProcess.output(child)) {
      int answers = 1 + random.nextInt(200);
      String line = output.readLine();
      for (int read = 1; line != null; read++) {
        int equals = line.indexOf('=');
        tokens.put(
            new GrantId(line.substring(0, equals)), Long.parseLong(line.substring(equals + 1)));
        if (read == answers) {
          // Not the process's own method, which would close what it still has to tell.
          child.toHandle().destroyForcibly();
        }
        line = output.readLine();
      }
    } finally {
      child.destroyForcibly().waitFor();
    }
    assertThat(child.exitValue()).as("killed, and not ended by itself").isEqualTo(128 + 9);
  }

  /** The client uses its last token, whose answer it never got. */
  private static long retried(Store store, GrantId grant, long acknowledged) {
    assertThat(store.families().find(grant).map(Family::generation))
        .hasValueSatisfying(stored -> assertThat(stored).isBetween(acknowledged, acknowledged + 1));
    long successor =
        switch (store.families().rotate(RefreshingChild.use(grant, acknowledged))) {
          case Rotation.Rotated rotated -> rotated.generation();
          case Rotation.Repeated repeated -> repeated.generation();
          case Rotation.Replayed replayed -> -1;
          case Rotation.Gone gone -> -1;
        };
    assertThat(successor).isEqualTo(acknowledged + 1);
    assertThat(store.families().rotate(RefreshingChild.use(grant, successor)))
        .as("the token it got is valid, and of the one line")
        .isEqualTo(new Rotation.Rotated(successor + 1, "k1"));
    return successor + 1;
  }
}
