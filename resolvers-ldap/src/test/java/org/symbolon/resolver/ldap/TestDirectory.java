package org.symbolon.resolver.ldap;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.OperationType;
import com.unboundid.ldif.LDIFException;
import com.unboundid.ldif.LDIFReader;
import java.io.ByteArrayInputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.LogRecord;

/** A real directory, spoken to over a socket, that lives in memory. */
final class TestDirectory implements AutoCloseable {
  static final String PEOPLE = "ou=people,dc=example,dc=org";
  static final String GROUPS = "ou=groups,dc=example,dc=org";
  static final String SERVICE = "cn=gateway,dc=example,dc=org";
  static final String SERVICE_PASSWORD = "service password";

  private final InMemoryDirectoryServer server;
  private final AtomicInteger searches;

  private TestDirectory(InMemoryDirectoryServer server, AtomicInteger searches) {
    this.server = server;
    this.searches = searches;
  }

  static TestDirectory start() throws LDAPException {
    return start(InMemoryListenerConfig.createLDAPConfig("ldap"));
  }

  static TestDirectory start(InMemoryListenerConfig listener) throws LDAPException {
    return start(listener, new InMemoryDirectoryServerConfig("dc=example,dc=org"));
  }

  /** One that shows no more entries than this to any search, and cuts off the others. */
  static TestDirectory startWithSizeLimit(int most) throws LDAPException {
    InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig("dc=example,dc=org");
    config.setMaxSizeLimit(most);
    return start(InMemoryListenerConfig.createLDAPConfig("ldap"), config);
  }

  /** One filled with a site in its schema. */
  static TestDirectory start(TestSite site) throws LDAPException {
    InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig("dc=example,dc=org");
    InChain inChain = new InChain();
    AtomicInteger searches = new AtomicInteger();
    config.addInMemoryOperationInterceptor(inChain);
    config.setAccessLogHandler(new CountedSearches(searches));
    config.setSchema(null);
    TestDirectory directory = new TestDirectory(new InMemoryDirectoryServer(config), searches);
    inChain.of(directory.server);
    directory.server.importFromLDIF(
        true, new LDIFReader(new ByteArrayInputStream(site.ldif().getBytes(UTF_8))));
    directory.server.startListening();
    return directory;
  }

  /** Reads the server's own log. */
  private static final class CountedSearches extends Handler {
    private final AtomicInteger searches;

    CountedSearches(AtomicInteger searches) {
      this.searches = searches;
    }

    @Override
    public void publish(LogRecord line) {
      if (line.getMessage().contains("SEARCH REQUEST")) {
        searches.incrementAndGet();
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  /** Since the last time this was asked, those of the in-chain rule's not counted. */
  int searches() {
    return searches.getAndSet(0);
  }

  /** On the port it had before. */
  void listenAgain(int port) throws LDAPException {
    server.startListening();
    if (server.getListenPort() != port) {
      throw new AssertionError("another port: " + server.getListenPort());
    }
  }

  void modify(String dn, String attribute, String added) throws LDAPException {
    server.modify(dn, new Modification(ModificationType.ADD, attribute, added));
  }

  /** One where a search is more than anybody may do. */
  static TestDirectory startRefusingSearches() throws LDAPException {
    InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig("dc=example,dc=org");
    config.setAllowedOperationTypes(OperationType.BIND, OperationType.ADD);
    return start(InMemoryListenerConfig.createLDAPConfig("ldap"), config);
  }

  private static TestDirectory start(
      InMemoryListenerConfig listener, InMemoryDirectoryServerConfig config) throws LDAPException {
    config.setSchema(null);
    config.setListenerConfigs(listener);
    TestDirectory directory =
        new TestDirectory(new InMemoryDirectoryServer(config), new AtomicInteger());
    directory.server.startListening();
    directory.fill();
    return directory;
  }

  private void fill() throws LDAPException {
    add("dc=example,dc=org", "objectClass: domain", "dc: example");
    add(PEOPLE, "objectClass: organizationalUnit", "ou: people");
    add(GROUPS, "objectClass: organizationalUnit", "ou: groups");
    add(
        SERVICE,
        "objectClass: applicationProcess",
        "cn: gateway",
        "userPassword: " + SERVICE_PASSWORD);
    person("ana", "2001", "2001", "userPassword: right horse");
    person("ben", "2002", "2099", "userPassword: other horse");
    group("ana", "gidNumber: 2001");
    group("project1", "gidNumber: 12350", "memberUid: ana", "member: uid=ana," + PEOPLE);
    group("shift", "memberUid: ana", "uniqueMember: uid=ana," + PEOPLE);
    group("others", "gidNumber: 12399", "memberUid: ben");
  }

  void person(String name, String uid, String gid, String... further) throws LDAPException {
    String[] lines = new String[4 + further.length];
    lines[0] = "objectClass: posixAccount";
    lines[1] = "uid: " + name;
    lines[2] = "uidNumber: " + uid;
    lines[3] = "gidNumber: " + gid;
    System.arraycopy(further, 0, lines, 4, further.length);
    add("uid=" + name + "," + PEOPLE, lines);
  }

  void group(String name, String... further) throws LDAPException {
    String[] lines = new String[2 + further.length];
    lines[0] = "objectClass: posixGroup";
    lines[1] = "cn: " + name;
    System.arraycopy(further, 0, lines, 2, further.length);
    add("cn=" + name + "," + GROUPS, lines);
  }

  void add(String dn, String... lines) throws LDAPException {
    String[] entry = new String[lines.length + 1];
    entry[0] = "dn: " + dn;
    System.arraycopy(lines, 0, entry, 1, lines.length);
    try {
      server.add(entry);
    } catch (LDIFException e) {
      throw new AssertionError(e);
    }
  }

  InMemoryDirectoryServer server() {
    return server;
  }

  String url() {
    return "ldap://127.0.0.1:" + server.getListenPort();
  }

  /** As the service's own name, groups by RFC 2307. */
  Map<String, Object> settings() {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("url", url());
    settings.put("bind-dn", SERVICE);
    settings.put("bind-password", SERVICE_PASSWORD);
    settings.put("user-base", PEOPLE);
    settings.put("group-base", GROUPS);
    return settings;
  }

  @Override
  public void close() {
    server.shutDown(true);
  }
}
