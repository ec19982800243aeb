package org.symbolon;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.symbolon.login.LocalAccounts;
import org.symbolon.protocol.SecretHash;
import org.symbolon.web.Answer;
import org.symbolon.web.TestBrowser;

/** A started gateway at which any client may register, and a person with a browser. */
final class ClientSite implements AutoCloseable {
  static final String PASSWORD = "a password of alice";

  /** Of {@link #STORAGE}. */
  static final String SECRET = "a secret of thirty-two characters or more";

  /** The client {@code storage}, which may introspect. */
  static final String STORAGE =
      "{id: storage, secret-sha256: '%s', introspect: true, grants: [client-credentials], scopes: [compute.read]}"
          .formatted(SecretHash.of(SECRET).hex());

  private final String origin;
  private final RunningCommand gateway;

  /**
   * @param clients of the configuration, each as it stands in a list there
   */
  ClientSite(Path folder, String... clients) throws Exception {
    TestAddress address = TestAddress.fresh();
    origin = "http://" + address;
    PolicySite site = new PolicySite(folder);
    site.run("master-key", "new", folder.resolve("master.key").toString());
    Files.writeString(
        site.config(),
        """
        listen: %1$s
        database: sqlite:gateway.db
        master-key-file: master.key
        login:
          - name: local
            local-accounts:
              - name: alice
                password-hash: '%2$s'
        resolvers:
          - {name: files, type: posix, accounts: files, passwd-file: passwd, group-file: group, base-path: storage}
        accounts: files
        issuer:
          url: http://%1$s
          profile: wlcg
          audience: https://storage.lab.example
          registration:
            mode: open
            scopes: [openid, offline_access, compute.read]
        clients:
        %3$s
        scopes:
          - {scope: [openid, offline_access, compute.*], for: everyone, grant: true}
        """
            .formatted(
                address,
                LocalAccounts.hash(PASSWORD.toCharArray()),
                Stream.of(clients).map(one -> "  - " + one).collect(Collectors.joining("\n"))));
    gateway = new RunningCommand("serve", "--config", site.config().toString());
  }

  URI issuer() {
    return URI.create(origin);
  }

  /**
   * Signs in and approves, as a person would.
   *
   * @return where the browser was sent in the end, which nobody answers
   */
  URI visit(URI address) {
    TestBrowser browser = new TestBrowser(origin);
    Answer page = browser.get(address.toString().substring(origin.length()));
    while (true) {
      if (page.status() / 100 == 3 || !page.header("Refresh").isEmpty()) {
        if (!page.next().startsWith(origin) && !page.next().startsWith("/")) {
          return URI.create(page.next());
        }
        page = browser.follow(page);
      } else if (page.body().contains("name=\"password\"")) {
        page = browser.submit(page, Map.of("username", "alice", "password", PASSWORD));
      } else if (page.body().contains("name=\"decision\"")) {
        page = browser.submit(page, Map.of("decision", "approve"));
      } else {
        throw new AssertionError(page.status() + " leads nowhere: " + page.body());
      }
    }
  }

  @Override
  public void close() throws Exception {
    gateway.close();
  }
}
