package org.symbolon;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import java.net.InetAddress;

/**
 * A directory whose health is the test's, below {@code dc=lab,dc=example}: ana, and eve, who is
 * locked. It has an address of its own, to have it again after it was down.
 */
final class LabDirectory implements AutoCloseable {
  static final String PASSWORD = "right horse";

  private static final String BASE = "dc=lab,dc=example";

  private final TestAddress address = TestAddress.fresh();
  private final InMemoryDirectoryServer server;

  LabDirectory() throws Exception {
    InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig(BASE);
    config.setSchema(null);
    config.setListenerConfigs(
        InMemoryListenerConfig.createLDAPConfig(
            "ldap", InetAddress.getByName(address.host()), address.port(), null));
    server = new InMemoryDirectoryServer(config);
    server.add("dn: " + BASE, "objectClass: domain", "dc: lab");
    server.add("dn: ou=people," + BASE, "objectClass: organizationalUnit", "ou: people");
    person("ana", "2001", "objectClass: top");
    person("eve", "2002", "nsAccountLock: TRUE");
    server.startListening();
  }

  private void person(String name, String number, String further) throws Exception {
    server.add(
        "dn: uid=%s,ou=people,%s".formatted(name, BASE),
        "objectClass: posixAccount",
        further,
        "uid: " + name,
        "uidNumber: " + number,
        "gidNumber: " + number,
        "userPassword: " + PASSWORD);
  }

  TestAddress address() {
    return address;
  }

  void down() {
    server.shutDown(true);
  }

  void up() throws Exception {
    server.startListening();
  }

  @Override
  public void close() {
    server.close();
  }
}
