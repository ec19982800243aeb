package org.symbolon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.symbolon.grant.Code;
import org.symbolon.grant.Grant;
import org.symbolon.grant.Login;
import org.symbolon.grant.NewFamily;
import org.symbolon.grant.RefreshTokens;
import org.symbolon.grant.Samples;
import org.symbolon.grant.SharedNames;
import org.symbolon.keys.FileMasterKey;
import org.symbolon.store.Store;
import org.symbolon.store.StoreSettings;

/**
 * The whole server dies (kill -9) at any moment while clients refresh over HTTP, again and again.
 */
final class KilledServerTest {
  /** However slow the machine is. */
  private static final int LEAST = 3;

  private static final int MOST = 12;
  private static final int CLIENTS = 6;
  private static final Duration LONGEST = Duration.ofSeconds(12);

  private final Random random = new Random(2026);

  @TempDir private Path folder;

  @Test
  void a_client_that_retries_always_gets_a_valid_token_of_the_one_family() throws Exception {
    int port = freePort();
    String address = "http://127.0.0.1:" + port;
    Path config = configuration(port);
    Instant began = Instant.now();
    int rounds = 0;
    try (HttpClient http = HttpClient.newHttpClient()) {
      List<RefreshingClient> clients = clients(http, address);
      while (rounds < LEAST || (rounds < MOST && Instant.now().isBefore(began.plus(LONGEST)))) {
        try (ServerProcess server = ServerProcess.start(config, address, http)) {
          for (RefreshingClient client : clients) {
            // Nothing was acknowledged before the first round, and it was never used.
            retry(client);
          }
          refreshUntilKilled(server, clients);
        }
        assertOneLine(clients);
        rounds++;
      }
    }
  }

  /** The client uses its last token, of which it does not know whether it was used. */
  private static void retry(RefreshingClient client) throws Exception {
    RefreshingClient.Answer answer = client.answer();
    RefreshingClient.Answer again = client.answer();

    assertThat(client.accepts(answer.accessToken())).isTrue();
    assertThat(again.refreshToken())
        .as("however often it retries, there is one successor")
        .isEqualTo(answer.refreshToken());
    client.refresh();
  }

  /** Leaves each client with the last token that reached it. */
  private void refreshUntilKilled(ServerProcess server, List<RefreshingClient> clients)
      throws Exception {
    AtomicInteger untilDeath = new AtomicInteger(1 + random.nextInt(300));
    try (ExecutorService threads = Executors.newFixedThreadPool(CLIENTS)) {
      List<Future<?>> running = new ArrayList<>();
      for (RefreshingClient client : clients) {
        running.add(threads.submit(() -> refreshUntilKilled(server, client, untilDeath)));
      }
      for (Future<?> client : running) {
        client.get();
      }
    }
    server.assertKilled();
  }

  private static Void refreshUntilKilled(
      ServerProcess server, RefreshingClient client, AtomicInteger untilDeath)
      throws InterruptedException {
    try {
      while (true) {
        client.refresh();
        // Whoever counts to the end kills while the others are anywhere in their requests.
        if (untilDeath.decrementAndGet() == 0) {
          server.kill();
        }
      }
    } catch (IOException dead) {
      return null;
    }
  }

  /** Nothing is running: what each family has become is its client's token or the next. */
  private void assertOneLine(List<RefreshingClient> clients) {
    try (Store store = store()) {
      for (RefreshingClient client : clients) {
        assertThat(store.families().find(client.grant()))
            .hasValueSatisfying(
                family -> {
                  assertThat(family.alive()).isTrue();
                  assertThat(family.generation())
                      .isBetween(client.generation(), client.generation() + 1);
                });
      }
    }
  }

  private List<RefreshingClient> clients(HttpClient http, String address) {
    List<RefreshingClient> clients = new ArrayList<>();
    RefreshTokens tokens = new RefreshTokens(FileMasterKey.load(folder.resolve("master.key")));
    try (Store store = store()) {
      for (int number = 0; number < CLIENTS; number++) {
        Grant grant = family(store, "user" + number, tokens.activeKeyId());
        String first =
            tokens.text(Samples.ISSUER, Samples.CLIENT, grant.id(), 0, tokens.activeKeyId());
        clients.add(new RefreshingClient(http, address, grant.id(), first));
      }
    }
    return clients;
  }

  private static Grant family(Store store, String username, String keyId) {
    Instant expires = Instant.now().plus(Duration.ofDays(365));
    Login held = Samples.login(Samples.person(), username, expires);
    // Without an upstream token there is nobody to ask on a refresh.
    Login login =
        new Login(
            held.grant(),
            held.person(),
            Map.of(),
            Optional.empty(),
            held.lastGood(),
            held.lastAsked());
    store.logins().begin(login, SharedNames.NONE);
    Code code = Samples.code(login);
    store.codes().issue(code);
    Grant grant = Samples.below(login.grant(), code.grant(), expires);
    store
        .codes()
        .redeem(code.hash(), grant, Optional.of(new NewFamily(keyId, expires)), Samples.NOW);
    return grant;
  }

  private Store store() {
    return Store.open(
        new StoreSettings.Sqlite(folder.resolve("gateway.db")), InstantSource.system());
  }

  private Path configuration(int port) throws IOException {
    Path masterKey = folder.resolve("master.key");
    Files.writeString(masterKey, FileMasterKey.generate(new SecureRandom()));
    Files.setPosixFilePermissions(masterKey, PosixFilePermissions.fromString("rw-------"));
    Files.createDirectories(folder.resolve("storage/data"));
    StringBuilder people = new StringBuilder();
    for (int number = 0; number < CLIENTS; number++) {
      people.append("user%1$d:x:%2$d:%2$d::/:/bin/sh%n".formatted(number, 20_000 + number));
    }
    Files.writeString(folder.resolve("passwd"), people);
    Files.writeString(folder.resolve("group"), "");
    return Files.writeString(
        folder.resolve("symbolon.yaml"),
        """
        listen: 127.0.0.1:%1$d
        master-key-file: master.key
        database: sqlite:gateway.db
        issuers:
          - id: lab
            url: http://127.0.0.1:%1$d
            profile: wlcg
            audience: https://storage.example
            accounts: storage
            login:
              - name: guests
                local-accounts:
                  - name: nobody-comes
                    password-hash: '$argon2id$v=19$m=19456,t=2,p=1$0OoBEFJXQcLEwN5mtW7CzA$oydO81XuJPp2CfctxwvZL92/P07/6mCDkqDt5uYzsZ4'
            clients:
              - id: tool
                public: true
                grants: [device, refresh]
            scopes:
              - scope: [openid, "storage.read:/**"]
                for: everyone
                grant: true
        resolvers:
          - name: storage
            type: posix
            accounts: files
            passwd-file: passwd
            group-file: group
            base-path: storage
        """
            .formatted(port));
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }
}
