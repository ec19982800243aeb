package org.symbolon.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.symbolon.store.TestDatabases.Kind.SQLITE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.symbolon.audit.Event;
import org.symbolon.grant.Grant;
import org.symbolon.grant.GrantKind;
import org.symbolon.grant.Login;
import org.symbolon.grant.Logins;
import org.symbolon.grant.Person;
import org.symbolon.grant.Samples;
import org.symbolon.grant.SharedNames;
import org.symbolon.issuer.Issuer;
import org.symbolon.keys.FileMasterKey;
import org.symbolon.protocol.GrantId;
import org.symbolon.store.MovableClock;
import org.symbolon.store.Store;
import org.symbolon.store.TestDatabases;

/** A rechecker on a real database, and an institution over HTTP. */
abstract class Rechecking {
  static final Duration EVERY = Duration.ofMinutes(5);

  static final Duration TOLERANCE = Duration.ofHours(24);

  static final Issuer.Recheck RULE = new Issuer.Recheck(EVERY, TOLERANCE);

  @TempDir Path folder;

  final List<Event> events = new ArrayList<>();

  Fixture fixture;

  TestDatabases.Database database;

  Store store;

  MovableClock clock;

  HeldTokens tokens;

  Rechecker rechecker;

  @BeforeEach
  void open() throws IOException {
    fixture = new Fixture();
    database = TestDatabases.fresh(SQLITE);
    store = database.store();
    clock = database.clock();
    Path file = folder.resolve("master.key");
    Files.writeString(file, FileMasterKey.generate(new SecureRandom()));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    tokens = new HeldTokens(FileMasterKey.load(file));
    rechecker = node();
  }

  @AfterEach
  void close() {
    database.close();
    fixture.close();
  }

  Rechecker node() {
    return new Rechecker(
        store.logins(),
        store.grants(),
        tokens,
        Map.of("campus", fixture.upstream),
        events::add,
        clock);
  }

  Rechecked recheck(GrantId login) {
    return rechecker.recheck(find(login), RULE);
  }

  Login find(GrantId login) {
    return store.logins().find(login).orElseThrow();
  }

  void later(Duration duration) {
    clock.set(clock.instant().plus(duration));
  }

  int asked() {
    return fixture.institution.requests("/token");
  }

  Person person() {
    return new Person(
        Samples.ISSUER, "campus", fixture.institution.issuer().toString(), FakeInstitution.SUBJECT);
  }

  GrantId held(String token) {
    return hold(Optional.of(token));
  }

  GrantId hold(Optional<String> token) {
    GrantId id = Samples.id();
    Instant now = clock.instant();
    Login login =
        new Login(
            new Grant(
                id,
                Samples.ISSUER,
                List.of(),
                GrantKind.LOGIN,
                person().key(),
                "anna",
                Optional.empty(),
                Optional.empty(),
                "",
                "",
                List.of(),
                now,
                now,
                now.plus(Duration.ofDays(30)),
                Optional.empty()),
            person(),
            Map.of("email", "old@campus.example", "affiliation", "staff"),
            token.map(text -> text.startsWith("gone.") ? text : tokens.seal(id, text)),
            now,
            now);
    assertThat(store.logins().begin(login, SharedNames.NONE)).isEqualTo(new Logins.Begun.Stored());
    return id;
  }
}
