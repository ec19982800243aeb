package org.symbolon;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.symbolon.keys.FileMasterKey;
import org.symbolon.login.LocalAccounts;
import org.symbolon.resolver.contract.FaultySource;
import org.symbolon.store.StoreSettings;
import org.symbolon.store.TestDatabases;

/**
 * A started gateway with an issuer for each kind of source: {@code files} knows people from passwd
 * files, {@code directory} from LDAP, {@code records} from a PostgreSQL server; the last two by a
 * network that can fail. All of them sign in with one password.
 */
final class SourcesSite implements AutoCloseable {
  private static final String PASSWORD = "a long enough password";
  static final List<String> ISSUERS = List.of("files", "directory", "records");

  private final Path folder;
  private final String origin;
  private final InMemoryDirectoryServer directory;
  private final TestDatabases.Database database;
  private final Map<String, FaultySource> networks;
  private final RunningCommand gateway;

  /**
   * @param names who can sign in, beside ana, whom all sources know
   */
  SourcesSite(Path folder, List<String> names) throws Exception {
    this.folder = folder;
    int port = freePort();
    origin = "http://127.0.0.1:" + port;
    directory = directory();
    database = TestDatabases.fresh(TestDatabases.Kind.POSTGRES);
    StoreSettings.Postgres postgres = (StoreSettings.Postgres) database.settings();
    fill(postgres);
    Matcher server = Pattern.compile("//([^:/]+):(\\d+)/").matcher(postgres.url());
    if (!server.find()) {
      throw new IllegalStateException(postgres.url());
    }
    networks =
        Map.of(
            "directory",
            new FaultySource("127.0.0.1", directory.getListenPort()),
            "records",
            new FaultySource(server.group(1), Integer.parseInt(server.group(2))));
    write("passwd", "ana:x:2001:2001::/:/bin/sh\n");
    write("group", "ana:x:2001:\n");
    write("key", FileMasterKey.generate(new SecureRandom()));
    Files.setPosixFilePermissions(
        folder.resolve("key"), PosixFilePermissions.fromString("rw-------"));
    Path data = Files.createDirectory(folder.resolve("data"));
    for (Path open : List.of(folder, data)) {
      Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    String url = server.replaceFirst("//127.0.0.1:" + network("records").port() + "/");
    write("symbolon.yaml", configuration(port, url, postgres, names));
    gateway = new RunningCommand("serve", "--config", folder.resolve("symbolon.yaml").toString());
  }

  private void write(String file, String text) throws Exception {
    Files.writeString(folder.resolve(file), text);
  }

  private static InMemoryDirectoryServer directory() throws Exception {
    InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig("dc=lab,dc=example");
    config.setSchema(null);
    InMemoryDirectoryServer server = new InMemoryDirectoryServer(config);
    server.add("dn: dc=lab,dc=example", "objectClass: domain", "dc: lab");
    server.add(
        "dn: uid=ana,dc=lab,dc=example",
        "objectClass: account",
        "objectClass: posixAccount",
        "uid: ana",
        "cn: ana",
        "uidNumber: 2001",
        "gidNumber: 2001",
        "homeDirectory: /");
    server.startListening();
    return server;
  }

  private static void fill(StoreSettings.Postgres postgres) throws Exception {
    try (Connection connection =
            DriverManager.getConnection(postgres.url(), postgres.user(), postgres.password());
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE people (name TEXT PRIMARY KEY, uid BIGINT, gid BIGINT)");
      statement.execute("INSERT INTO people VALUES ('ana', 2001, 2001)");
    }
  }

  private String configuration(
      int port, String url, StoreSettings.Postgres postgres, List<String> names) {
    String hash = LocalAccounts.hash(PASSWORD.toCharArray());
    List<String> all = new ArrayList<>(names);
    all.add("ana");
    String accounts =
        all.stream()
            .map(
                name ->
                    "          - {name: '%s', password-hash: '%s'}\n"
                        .formatted(name.replace("'", "''"), hash))
            .collect(Collectors.joining());
    String asked =
        "    timeout: 500ms\n    cache-accounts: 0s\n    cache-verdicts: 0s\n    breaker: {calls: 0}\n";
    StringBuilder text = new StringBuilder();
    text.append(
        """
        listen: 127.0.0.1:%d
        master-key-file: key
        database: sqlite:gateway.db
        resolvers:
          - name: files
            type: posix
            accounts: files
            passwd-file: passwd
            group-file: group
            base-path: .
        %s  - name: directory
            type: ldap
            url: ldap://127.0.0.1:%d
            user-base: dc=lab,dc=example
            group-base: dc=lab,dc=example
        %s  - name: records
            type: sql
            url: %s
            user: %s
            password: "%s"
            account-query: SELECT name, uid, gid FROM people WHERE name = :username
            scopes-query: SELECT 'storage.read' AS action, '/data' AS path FROM people WHERE name = :username
        %s
        issuers:
        """
            .formatted(
                port,
                asked,
                network("directory").port(),
                asked,
                url,
                postgres.user(),
                postgres.password(),
                asked));
    for (String issuer : ISSUERS) {
      text.append(
          """
            - id: %1$s
              url: http://127.0.0.1:%2$d/%1$s
              profile: wlcg
              audience: https://storage.lab.example
              login:
                - name: local
                  username-pattern: '.{1,200}'
                  local-accounts:
          %3$s    accounts: %1$s
              clients:
                - {id: cli, public: true, grants: [device, refresh]}
              scopes:
                - {scope: [offline_access, openid], for: everyone, grant: true}
                - {scope: "storage.read:/**", for: everyone, ask: %4$s}
          """
              .formatted(issuer, port, accounts, issuer.equals("directory") ? "files" : issuer));
    }
    return text.toString();
  }

  /** The network between the gateway and this issuer's source. */
  FaultySource network(String issuer) {
    return Objects.requireNonNull(networks.get(issuer));
  }

  DeviceTool tool() {
    return new DeviceTool(origin, PASSWORD);
  }

  /** How many people the directory and the database know. */
  List<Integer> people() throws Exception {
    StoreSettings.Postgres postgres = (StoreSettings.Postgres) database.settings();
    try (Connection connection =
            DriverManager.getConnection(postgres.url(), postgres.user(), postgres.password());
        Statement statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT count(*) FROM people")) {
      rows.next();
      return List.of(directory.countEntries(), rows.getInt(1));
    }
  }

  private static int freePort() throws Exception {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  @Override
  public void close() throws Exception {
    gateway.close();
    networks.values().forEach(FaultySource::close);
    directory.close();
    database.close();
  }
}
