package org.symbolon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an administrator reads at the terminal. */
class CommandsTest {
  @TempDir private Path directory;
  private int port;

  @BeforeEach
  void findPort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
  }

  @Test
  void without_a_command_the_usage_is_printed_and_the_exit_code_is_2() {
    Ran ran = run();
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("serve", "check", "demo", "master-key", "hash-password");
  }

  @Test
  void a_new_master_key_is_readable_by_its_owner_only_and_never_overwrites() throws IOException {
    Path file = directory.resolve("master.key");
    assertThat(run("master-key", "new", file.toString()).code()).isZero();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    String first = Files.readString(file);

    Ran again = run("master-key", "new", file.toString());

    assertThat(again.code()).isEqualTo(1);
    assertThat(again.err()).contains("exists already");
    assertThat(Files.readString(file)).isEqualTo(first);
  }

  @Test
  void check_says_that_all_is_well_and_exits_with_0() throws IOException {
    Ran ran = run("check", "--config", working().toString());
    assertThat(ran.err()).isEmpty();
    assertThat(ran.code()).isZero();
    assertThat(ran.out()).contains("all is well");
  }

  @Test
  void check_makes_nothing_and_says_what_the_next_start_makes() throws IOException {
    Path config = working();
    Ran before = run("check", "--config", config.toString());
    assertThat(before.out())
        .contains("makes the database " + directory.resolve("gateway.db"))
        .contains("makes signing keys of the issuer main: ES256, RS256");
    assertThat(directory.resolve("gateway.db")).doesNotExist();

    assertThat(run("serve", "--config", config.toString()).code()).isZero();
    assertThat(run("check", "--config", config.toString()).out())
        .contains("all is well")
        .doesNotContain("makes");
  }

  @Test
  void a_check_that_fails_makes_neither_database_nor_keys() throws IOException {
    Path config = working();
    Files.writeString(
        config,
        Files.readString(config).replace("base-path: storage", "base-path: no-such-folder"));
    assertThat(run("check", "--config", config.toString()).code()).isEqualTo(1);
    assertThat(directory.resolve("gateway.db")).doesNotExist();
  }

  @Test
  void check_prints_every_problem_of_the_surroundings_at_once_and_exits_with_1()
      throws IOException {
    Path config = working();
    Files.delete(directory.resolve("master.key"));
    Files.writeString(
        config,
        Files.readString(config)
            .replace("database: sqlite:gateway.db", "database: sqlite:nowhere/gateway.db")
            .replace("base-path: storage", "base-path: no-such-folder"));
    Ran ran = run("check", "--config", config.toString());
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err())
        .contains("master-key-file")
        .contains("database")
        .contains("resolvers files")
        .contains("3 problems.");
  }

  @Test
  void check_reports_an_institution_that_does_not_answer() throws IOException {
    Path config = working();
    Files.writeString(
        config,
        Files.readString(config)
            .replace(
                "login:\n",
                """
                login:
                  - name: campus
                    openid: http://127.0.0.1:%d
                    reach: loopback
                    client-id: x
                """
                    .formatted(port)));
    Ran ran = run("check", "--config", config.toString());
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err()).contains("login campus").contains("1 problem.");
  }

  @Test
  void check_and_serve_name_a_logo_and_tls_files_that_can_not_be_used() throws IOException {
    Path config = working();
    Files.writeString(
        config,
        Files.readString(config).replace("issuer:\n", "issuer:\n  logo: missing.svg\n")
            + "tls: {certificate: missing.pem, key: missing.key}\n");
    for (String command : new String[] {"check", "serve"}) {
      Ran ran = run(command, "--config", config.toString());
      assertThat(ran.code()).isEqualTo(1);
      assertThat(ran.err()).contains("tls", "missing.key", "logo", "missing.svg", "2 problems.");
    }
  }

  @Test
  void a_misspelt_setting_is_named_with_its_line_and_a_suggestion() throws IOException {
    Path config = working();
    Files.writeString(config, Files.readString(config).replace("base-path", "base-pth"));
    Ran ran = run("check", "--config", config.toString());
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err()).contains("base-pth").contains("base-path");
  }

  @Test
  void serve_starts_and_stops() throws IOException {
    Ran ran = run("serve", "--config", working().toString());
    assertThat(ran.err()).isEmpty();
    assertThat(ran.code()).isZero();
  }

  @Test
  void a_taken_port_is_said_to_be_taken() throws IOException {
    Path config = working();
    try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      Ran ran = run("serve", "--config", config.toString());
      assertThat(ran.code()).isEqualTo(1);
      assertThat(ran.err()).contains("127.0.0.1:" + taken.getLocalPort()).contains("taken");
    }
  }

  @Test
  void serve_and_check_refuse_the_demos_database() throws Exception {
    try (RunningDemo demo = new RunningDemo(directory)) {
      assertThat(demo.greeting()).contains(demo.address());
    }
    Path config = working();
    Files.writeString(
        config,
        Files.readString(config)
            .replace("sqlite:gateway.db", "sqlite:demo/gateway.db")
            .replace("master-key-file: master.key", "master-key-file: demo/gateway.master-key"));
    for (String command : new String[] {"serve", "check"}) {
      Ran ran = run(command, "--config", config.toString());
      assertThat(ran.code()).isEqualTo(1);
      assertThat(ran.err()).contains("symbolon demo");
    }
  }

  @Test
  void serve_refuses_the_demos_master_key() throws Exception {
    try (RunningDemo demo = new RunningDemo(directory)) {
      assertThat(demo.greeting()).contains(demo.address());
    }
    Path config = working();
    Files.writeString(
        config,
        Files.readString(config)
            .replace("master-key-file: master.key", "master-key-file: demo/gateway.master-key"));
    Ran ran = run("serve", "--config", config.toString());
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err()).contains("master-key-file").contains("symbolon demo");
  }

  @Test
  void another_master_key_than_the_databases_is_refused() throws IOException {
    Path config = working();
    assertThat(run("serve", "--config", config.toString()).code()).isZero();
    Files.delete(directory.resolve("master.key"));
    run("master-key", "new", directory.resolve("master.key").toString());
    for (String command : new String[] {"check", "serve"}) {
      Ran ran = run(command, "--config", config.toString());
      assertThat(ran.code()).isEqualTo(1);
      assertThat(ran.err()).contains("master key").contains("does not hold");
    }
  }

  @Test
  void a_demo_at_a_taken_port_says_so_and_leaves_the_folder_of_the_running_one_alone()
      throws Exception {
    try (RunningDemo demo = new RunningDemo(directory)) {
      Path secret = directory.resolve("demo/nightly.secret");
      String before = Files.readString(secret);
      Ran ran =
          run(
              "demo",
              "--port",
              demo.address().replaceAll(".*:", ""),
              "--directory",
              directory.resolve("demo").toString());
      assertThat(ran.code()).isEqualTo(1);
      assertThat(ran.err()).contains("taken").contains("--port");
      assertThat(Files.readString(secret)).isEqualTo(before);
    }
  }

  @Test
  void a_demo_at_another_port_does_not_take_the_folder_of_the_running_one() throws Exception {
    String folder = directory.resolve("demo").toString();
    String[] second;
    try (RunningDemo demo = new RunningDemo(directory)) {
      String other = Integer.toString(RunningDemo.twoFreePorts());
      second = new String[] {"demo", "--port", other, "--directory", folder};
      Path secret = directory.resolve("demo/nightly.secret");
      Ran ran = run(second);
      assertThat(ran.code()).isEqualTo(1);
      assertThat(ran.err()).contains("is running from").contains("--directory");
      assertThat(Files.readString(secret).strip()).isEqualTo(demo.serviceSecret());
    }
    Ran after = run(second);
    assertThat(after.err()).isEmpty();
    assertThat(after.code()).isZero();
  }

  @Test
  void the_demo_empties_no_folder_but_its_own() throws IOException {
    Path mine = Files.createDirectory(directory.resolve("mine"));
    Files.writeString(mine.resolve("thesis.tex"), "years of work");
    Ran ran = run("demo", "--port", "1" + port % 10000, "--directory", mine.toString());
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err()).contains("--directory");
    assertThat(mine.resolve("thesis.tex")).exists();
  }

  private Path working() throws IOException {
    run("master-key", "new", directory.resolve("master.key").toString());
    Files.createDirectories(directory.resolve("storage"));
    Files.writeString(directory.resolve("passwd"), "ana:x:20001:20001::/home/ana:/bin/sh\n");
    Files.writeString(directory.resolve("group"), "ana:x:20001:\n");
    return Files.writeString(
        directory.resolve("symbolon.yaml"),
        """
        listen: 127.0.0.1:%1$d
        master-key-file: master.key
        database: sqlite:gateway.db
        issuer:
          url: http://127.0.0.1:%1$d
          profile: wlcg
          audience: https://storage.lab.example
        login:
          - name: local
            local-accounts:
              - name: ana
                password-hash: '%2$s'
        resolvers:
          - name: files
            type: posix
            accounts: files
            passwd-file: passwd
            group-file: group
            base-path: storage
        accounts: files
        clients:
          - id: cli
            public: true
            grants: [device, refresh]
        scopes:
          - scope: storage.read:/**
            for: everyone
            ask: files
        """
            .formatted(
                port, org.symbolon.login.LocalAccounts.hash("a password of ana".toCharArray())));
  }

  private static Ran run(String... arguments) {
    return Ran.of(arguments);
  }
}
