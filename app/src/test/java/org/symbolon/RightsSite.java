package org.symbolon;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.symbolon.keys.FileMasterKey;
import org.symbolon.login.LocalAccounts;
import org.symbolon.web.TestBrowser;

/**
 * A started gateway whose people, with their numbers and groups, stand in a database, and whose
 * storage is a folder: an issuer {@code sci} with SciTokens, and {@code wlcg} with WLCG tokens,
 * groups and capability sets.
 *
 * <p>Ana owns {@code /private} and is in cms, cms/uscms and dunepro; bob is in the group of {@code
 * /team}, known by its number; carl is nobody in particular. Nobody else may look at either folder.
 */
final class RightsSite implements AutoCloseable {
  static final String SECRET = "a-secret-of-a-service-0123456789abcdef";
  static final String STORAGE = "https://storage.lab.example";
  static final String BATCH = "https://batch.lab.example";

  private static final int UNPRIVILEGED = 1000;
  private static final String PASSWORD = "a long enough password";

  private final Path folder;
  private final RunningCommand gateway;
  private final DeviceTool tool;
  private final Map<String, TestBrowser> browsers = new HashMap<>();

  RightsSite(Path folder) throws Exception {
    this.folder = folder;
    String origin = "http://" + TestAddress.fresh();
    tool = new DeviceTool(origin, PASSWORD);
    write("key", FileMasterKey.generate(new SecureRandom()));
    write("secret", SECRET);
    for (String secret : List.of("key", "secret")) {
      Files.setPosixFilePermissions(
          folder.resolve(secret), PosixFilePermissions.fromString("rw-------"));
    }
    Path storage = Files.createDirectory(folder.resolve("storage"));
    Files.setPosixFilePermissions(storage, PosixFilePermissions.fromString("rwxr-xr-x"));
    int uid = owned(storage, "private", "rwx------", "unix:uid");
    int gid = owned(storage, "team", "---r-x---", "unix:gid");
    fill(uid, gid);
    write("symbolon.yaml", configuration(origin));
    gateway = new RunningCommand("serve", "--config", folder.resolve("symbolon.yaml").toString());
  }

  /** A folder of somebody who may get tokens: ours, or, as root may give it away, another's. */
  private static int owned(Path storage, String name, String mode, String whose) throws Exception {
    Path made = Files.createDirectory(storage.resolve(name));
    Files.setPosixFilePermissions(made, PosixFilePermissions.fromString(mode));
    if ((int) Files.getAttribute(made, whose) < UNPRIVILEGED) {
      Files.setAttribute(made, whose, 12_001);
    }
    return (int) Files.getAttribute(made, whose);
  }

  private void fill(int uid, int gid) throws Exception {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("people.db"));
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE people (name TEXT PRIMARY KEY, uid INTEGER, gid INTEGER)");
      statement.execute("CREATE TABLE members (person TEXT, name TEXT, gid INTEGER)");
      statement.execute(
          "INSERT INTO people VALUES ('ana', %d, 32001), ('bob', %d, 32002), ('carl', %d, 32003)"
              .formatted(uid, uid + 1, uid + 2));
      statement.execute(
          "INSERT INTO members VALUES ('ana', 'cms', NULL), ('ana', 'cms/uscms', NULL),"
              + " ('ana', 'dunepro', NULL), ('ana', 'Domain Users', NULL), ('bob', NULL, %d)"
                  .formatted(gid));
    }
  }

  private void write(String file, String text) throws Exception {
    Files.writeString(folder.resolve(file), text);
  }

  private String configuration(String origin) {
    String hash = LocalAccounts.hash(PASSWORD.toCharArray());
    String accounts =
        Stream.of("ana", "bob", "carl")
            .map(name -> "{name: %s, password-hash: '%s'}".formatted(name, hash))
            .collect(Collectors.joining(", "));
    return """
    listen: %1$s
    master-key-file: key
    database: sqlite:gateway.db
    resolvers:
      - name: records
        type: sql
        url: jdbc:sqlite:%2$s
        account-query: SELECT name, uid, gid FROM people WHERE name = :username
        groups-query: SELECT name, gid FROM members WHERE person = :username
      - name: files
        type: posix
        accounts: none
        base-path: storage
    issuers:
      - id: sci
        url: %3$s/sci
        profile: scitokens
        audience: %4$s
        allowed-audiences: [%5$s]
        on-refused: narrow
        login: [{name: local, local-accounts: [%6$s]}]
        accounts: records
        clients:
          - {id: cli, public: true, grants: [device, refresh, code], redirect-uris: http://127.0.0.1/callback}
          - {id: service, secret-file: secret, grants: client-credentials, scopes: [queue]}
        scopes:
          - {scope: offline_access, for: everyone, grant: true}
          - {scope: queue, for: {clients: [service]}, grant: true}
          - {scope: ["read:/**", "write:/**"], for: everyone, ask: files}
      - id: wlcg
        url: %3$s/wlcg
        profile: wlcg
        audience: %4$s
        groups:
          default: [cms]
          at-clients: [{client: portal, default: [cms/uscms]}]
        login: [{name: local, local-accounts: [%6$s]}]
        accounts: records
        clients:
          - {id: cli, public: true, grants: [device, refresh]}
          - {id: portal, public: true, grants: code, redirect-uris: http://127.0.0.1/callback}
        capability-sets:
          - group: /dune/pro
            scopes: [storage.read:/private, "storage.create:/private/{username}"]
            members-of: [dunepro]
        scopes:
          - {scope: [offline_access, openid, "wlcg.groups*"], for: everyone, grant: true}
          - {scope: wlcg.capabilityset:/dune/pro, for: everyone, ask: files}
          - {scope: "storage.read:/**", for: everyone, ask: files}
    """
        .formatted(
            origin.substring("http://".length()),
            folder.resolve("people.db"),
            origin,
            STORAGE,
            BATCH,
            accounts);
  }

  DeviceTool tool() {
    return tool;
  }

  /** Of one person, who signs in once at each issuer. */
  TestBrowser browser(String issuer, String name) {
    return browsers.computeIfAbsent(issuer + " " + name, fresh -> tool.browser());
  }

  @Override
  public void close() throws Exception {
    gateway.close();
  }
}
