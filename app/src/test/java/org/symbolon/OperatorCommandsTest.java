package org.symbolon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.symbolon.config.People;
import org.symbolon.grant.Code;
import org.symbolon.grant.Grant;
import org.symbolon.grant.GrantKind;
import org.symbolon.grant.Login;
import org.symbolon.grant.Logins;
import org.symbolon.grant.NewFamily;
import org.symbolon.grant.Person;
import org.symbolon.grant.Samples;
import org.symbolon.grant.SharedNames;
import org.symbolon.keys.FileMasterKey;
import org.symbolon.protocol.IssuerId;
import org.symbolon.store.Store;
import org.symbolon.store.StoreSettings;
import org.symbolon.upstream.HeldTokens;

/** What an operator changes from the command line, beside a gateway that runs. */
class OperatorCommandsTest {
  private static final IssuerId MAIN = new IssuerId("main");

  @TempDir private Path directory;
  private Path config;
  private int port;

  @BeforeEach
  void makeSite() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    command("master-key", "new", directory.resolve("master.key").toString());
    config =
        Files.writeString(
            directory.resolve("symbolon.yaml"),
            """
            listen: 127.0.0.1:%1$d
            master-key-file: master.key
            database: sqlite:gateway.db
            issuer:
              url: http://127.0.0.1:%1$d
              profile: wlcg
              algorithms: ES256
              audience: https://storage.lab.example
            """
                .formatted(port));
  }

  @Test
  void a_grant_is_ended_with_all_below_and_only_once() throws Exception {
    try (Store store = store()) {
      Login login = login(store, "ana");
      Grant device = device(store, login);

      Ran ran = runOn(device.id().value(), "grants", "end");

      assertThat(ran.err()).isEmpty();
      assertThat(ran.out()).contains("Ended 1");
      assertThat(store.grants().alive(device.lineage(), Instant.now())).isFalse();
      assertThat(store.grants().alive(login.grant().lineage(), Instant.now())).isTrue();
      assertThat(runOn(device.id().value(), "grants", "end").code()).isEqualTo(1);
    }
  }

  @Test
  void what_lives_is_listed_with_the_id_that_ends_it() throws Exception {
    try (Store store = store()) {
      Grant device = device(store, login(store, "ana"));
      Ran ran = run("grants", "list", "--person", "ana");
      assertThat(ran.err()).isEmpty();
      assertThat(ran.out()).startsWith("main " + device.id().value() + " ").hasLineCount(1);
      assertThat(run("grants", "list", "--foreign").out()).isEmpty();
      assertThat(run("grants", "list", "--jobs").out()).isEmpty();
      runOn(device.id().value(), "grants", "end");
      assertThat(run("grants", "list").out()).isEmpty();
    }
  }

  @Test
  void all_of_a_person_or_of_a_client_is_ended() throws Exception {
    try (Store store = store()) {
      Login ana = login(store, "ana");
      Login bob = login(store, "bob");
      Grant device = device(store, bob);

      assertThat(run("grants", "end", "--person", "ana").code()).isZero();
      assertThat(store.grants().alive(ana.grant().lineage(), Instant.now())).isFalse();
      assertThat(store.grants().alive(device.lineage(), Instant.now())).isTrue();

      assertThat(run("grants", "end", "--client", device.client().orElseThrow().value()).code())
          .isZero();
      assertThat(store.grants().alive(device.lineage(), Instant.now())).isFalse();
      assertThat(store.grants().alive(bob.grant().lineage(), Instant.now())).isTrue();

      assertThat(run("grants", "end", "--person", bob.person().key()).code()).isZero();
      assertThat(store.grants().alive(bob.grant().lineage(), Instant.now())).isFalse();
    }
  }

  @Test
  void no_command_makes_a_database_that_is_not_there() throws Exception {
    List<List<String>> commands =
        List.of(
            List.of("grants", "end", "--person", "ana"),
            List.of("names", "free", "ana"),
            List.of("keys", "list"),
            List.of("keys", "rotate"),
            List.of("clients", "list"),
            List.of("master-key", "reencrypt"));
    for (List<String> command : commands) {
      Ran ran = run(command.toArray(String[]::new));
      assertThat(ran.code()).as("%s", command).isNotZero();
      assertThat(ran.err())
          .contains("there is none at " + directory.resolve("gateway.db"), "start it first");
      assertThat(directory.resolve("gateway.db")).doesNotExist();
    }
    Files.createFile(directory.resolve("gateway.db"));
    assertThat(run("keys", "list").err()).contains("lacks the tables", "nothing was made");
    assertThat(directory.resolve("gateway.db")).isEmptyFile();
  }

  @Test
  void an_id_that_begins_with_a_hyphen_stands_behind_two() throws Exception {
    try (Store store = store()) {
      assertThat(store.trouble()).isEmpty();
    }
    assertThat(runOn("-abc", "grants", "end").err()).contains("Nothing of that lives");
    assertThat(runOn("-abc", "keys", "retire").err()).contains("There is no key -abc");
  }

  @Test
  void one_of_id_person_and_client_is_named() throws Exception {
    assertThat(run("grants", "end").code()).isEqualTo(2);
    assertThat(run("grants", "end", "--person", "a", "--client", "b").code()).isEqualTo(2);
  }

  @Test
  void a_freed_name_may_be_held_by_another_and_gives_the_first_nothing_more() throws Exception {
    try (Store store = store()) {
      Login first = login(store, "ana");
      Login second = sample("ana", Optional.empty());
      assertThat(store.logins().begin(second, SharedNames.NONE))
          .isEqualTo(new Logins.Begun.NameHeldByAnother());

      Ran ran = run("names", "free", "ana");

      assertThat(ran.code()).isZero();
      assertThat(ran.out()).contains("campus", "1 grants ended");
      assertThat(store.grants().alive(first.grant().lineage(), Instant.now())).isFalse();
      assertThat(store.logins().begin(second, SharedNames.NONE))
          .isEqualTo(new Logins.Begun.Stored());
      assertThat(run("names", "free", "nobody").err()).contains("Nobody holds nobody");
      assertThat(run("names", "free", "ana", "--issuer", "other").code()).isEqualTo(1);
    }
  }

  /** Somebody was first at another login; the configuration gave the account away later. */
  @Test
  void a_mapped_person_whose_name_another_holds_has_it_once_it_is_freed() throws Exception {
    try (Store store = store()) {
      Login mapped = sample("ana", Optional.empty());
      Person person = mapped.person();
      SharedNames people =
          new MappedPeople(
              new People(
                  List.of(),
                  List.of(
                      new People.Mapped(
                          "ana",
                          List.of(
                              new People.Reach(
                                  person.method(), Optional.of(person.upstreamSubject())))))));
      Person early = new Person(MAIN, "staff", "https://staff.example", Samples.text());
      Login first = new Login(root(early, "ana"), early, Map.of(), Optional.empty(), now(), now());
      assertThat(store.logins().begin(first, SharedNames.NONE))
          .isEqualTo(new Logins.Begun.Stored());
      assertThat(store.logins().begin(mapped, people))
          .isEqualTo(new Logins.Begun.NameHeldByAnother());

      assertThat(run("names", "free", "ana").out()).contains("staff", "1 grants ended");

      assertThat(store.logins().begin(mapped, people)).isEqualTo(new Logins.Begun.Stored());
      assertThat(store.logins().begin(first, people))
          .isEqualTo(new Logins.Begun.NameHeldByAnother());
    }
  }

  @Test
  void a_signing_key_is_published_first_signs_later_and_goes_in_the_end() throws Exception {
    try (RunningCommand gateway = new RunningCommand("serve", "--config", config.toString())) {
      assertThat(gateway.printed()).isNotNull();
      String old = kids().getFirst();
      assertThat(run("keys", "list").out()).contains("main " + old + " ES256 signing");
      assertThat(runOn(old, "keys", "retire").err()).contains("rotate first");

      String next = id(run("keys", "rotate", "--algorithm", "ES256").out());
      assertThat(run("keys", "rotate", "--algorithm", "ES256").out())
          .contains(next + " waits until");
      assertThat(run("keys", "list").out()).contains(next + " ES256 next");

      assertThat(run("keys", "rotate", "--algorithm", "ES256", "--now").out())
          .contains(next + " signs; " + old + " is retired");
      assertThat(runOn(old, "keys", "retire").out()).contains(old + " is gone");
      assertThat(run("keys", "list").out()).contains(next + " ES256 signing").doesNotContain(old);
      assertThat(runOn(old, "keys", "retire").code()).isEqualTo(1);
      assertThat(run("keys", "rotate", "--issuer", "other").code()).isEqualTo(1);
    }
    try (RunningCommand again = new RunningCommand("serve", "--config", config.toString())) {
      assertThat(again.printed()).isNotNull();
      assertThat(run("keys", "list").out()).contains(kids().getFirst());
    }
  }

  @Test
  void after_reencryption_the_old_line_of_the_master_key_can_go() throws Exception {
    try (RunningCommand gateway = new RunningCommand("serve", "--config", config.toString())) {
      assertThat(gateway.printed()).isNotNull();
    }
    Path file = directory.resolve("master.key");
    String old = Files.readString(file);
    Login login;
    String subjects;
    try (Store store = store()) {
      login = sample("ana", Optional.of("upstream-token"));
      store.logins().begin(login, SharedNames.NONE);
      device(store, login);
      subjects = store.setting("subject-key").orElseThrow();
    }
    String fresh = FileMasterKey.generate(new SecureRandom());
    Files.writeString(file, fresh + old);

    Ran ran = run("master-key", "reencrypt");

    assertThat(ran.err()).isEmpty();
    assertThat(ran.out()).contains("secrets anew").contains("1 refresh tokens still come from k1");
    try (Store store = store()) {
      assertThat(store.setting("subject-key").orElseThrow()).isNotEqualTo(subjects);
    }
    assertThat(run("master-key", "reencrypt").out()).contains("Encrypted 0 secrets");
    Files.writeString(file, fresh);
    Ran checked = run("check");
    assertThat(checked.err()).isEmpty();
    try (RunningCommand gateway = new RunningCommand("serve", "--config", config.toString())) {
      assertThat(gateway.printed()).isNotNull();
      assertThat(kids()).isNotEmpty();
    }
  }

  private Store store() {
    return Store.open(
        new StoreSettings.Sqlite(directory.resolve("gateway.db")), InstantSource.system());
  }

  private Login login(Store store, String name) {
    Login login = sample(name, Optional.empty());
    assertThat(store.logins().begin(login, SharedNames.NONE)).isEqualTo(new Logins.Begun.Stored());
    return login;
  }

  private Login sample(String name, Optional<String> token) {
    Person person = new Person(MAIN, "campus", "https://idp.example", Samples.text());
    Grant root = root(person, name);
    HeldTokens tokens = new HeldTokens(FileMasterKey.load(directory.resolve("master.key")));
    return new Login(
        root, person, Map.of(), token.map(text -> tokens.seal(root.id(), text)), now(), now());
  }

  private static Instant now() {
    return Instant.now();
  }

  private static Grant root(Person person, String name) {
    return new Grant(
        Samples.id(),
        MAIN,
        List.of(),
        GrantKind.LOGIN,
        person.key(),
        name,
        Optional.empty(),
        Optional.empty(),
        "",
        "",
        List.of(),
        now(),
        now(),
        now().plus(Duration.ofDays(300)),
        Optional.empty());
  }

  private static Grant device(Store store, Login login) {
    Code code = Samples.code(login);
    Grant announced = Samples.below(login.grant(), code.grant(), login.grant().expires());
    store
        .codes()
        .issue(
            new Code(
                code.hash(),
                MAIN,
                code.client(),
                code.grant(),
                code.login(),
                code.redirectUri(),
                code.challenge(),
                code.nonce(),
                code.requestedScope(),
                code.scope(),
                code.audiences(),
                true,
                Instant.now().plusSeconds(60),
                Optional.empty()));
    store
        .codes()
        .redeem(
            code.hash(),
            announced,
            Optional.of(new NewFamily("k1", Instant.now().plus(Duration.ofDays(30)))),
            Instant.now());
    return announced;
  }

  private List<String> kids() throws Exception {
    String json =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/oauth2/certs"))
                    .build(),
                BodyHandlers.ofString())
            .body();
    List<String> kids = new ArrayList<>();
    Matcher kid = Pattern.compile("\"kid\":\"([^\"]+)\"").matcher(json);
    while (kid.find()) {
      kids.add(kid.group(1));
    }
    return kids;
  }

  private static String id(String printed) {
    Matcher kid = Pattern.compile("ES256: (\\S+) is published").matcher(printed);
    assertThat(kid.find()).as(printed).isTrue();
    return kid.group(1);
  }

  /** An id may begin with a hyphen. */
  private Ran runOn(String id, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--config", config.toString(), "--", id));
    return command(all.toArray(String[]::new));
  }

  private Ran run(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--config", config.toString()));
    return command(all.toArray(String[]::new));
  }

  private static Ran command(String... arguments) {
    return Ran.of(arguments);
  }
}
