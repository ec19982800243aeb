package org.symbolon.resolver.ldap;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.symbolon.resolver.Contribution;
import org.symbolon.resolver.Group;

/**
 * The same few people and groups in each of the four schemas. Ana's own group is {@code ana}, she
 * is listed in {@code project1}, and whoever is there is also in {@code shift}.
 */
enum TestSite {
  RFC2307("rfc2307") {
    @Override
    String groups() {
      return group("ana", 2001, "posixGroup", "memberUid: nobody-else")
          + group("project1", 12350, "posixGroup", "memberUid: ana")
          + group("shift", 12360, "posixGroup", "memberUid: ana", "memberUid: ben")
          + group("others", 12399, "posixGroup", "memberUid: ben");
    }
  },
  RFC2307BIS("rfc2307bis") {
    @Override
    String groups() {
      return group("ana", 2001, ENTRIES, "member: " + SERVICE)
          + group("project1", 12350, ENTRIES, "member: " + ANA)
          + group("shift", 12360, ENTRIES, "member: cn=project1," + GROUPS)
          + group("others", 12399, ENTRIES, "member: uid=ben," + PEOPLE);
    }

    @Override
    void add(Map<String, Object> settings) {
      settings.put("nested-groups", "3");
    }
  },
  FREEIPA("freeipa") {
    @Override
    String groups() {
      return group("ana", 2001, ENTRIES, "member: " + SERVICE)
          + group("project1", 12350, ENTRIES, "member: " + ANA)
          + group("shift", 12360, ENTRIES, "member: cn=project1," + GROUPS)
          + group("others", 12399, ENTRIES, "member: uid=ben," + PEOPLE);
    }

    @Override
    String ofAna() {
      return "memberOf: cn=project1,"
          + GROUPS
          + "\nmemberOf: cn=shift,"
          + GROUPS
          + "\nmemberOf: cn=a role,ou=roles,dc=example,dc=org\n";
    }
  },
  ACTIVE_DIRECTORY("active-directory") {
    @Override
    String people() {
      return person("cn=Ana Example," + PEOPLE, "ana", 2001, 2001, "right horse", 513)
          + person("cn=Ben Example," + PEOPLE, "ben", 2002, 2099, "other horse", 513);
    }

    private String person(
        String dn, String name, long uid, long gid, String password, int primary) {
      return entry(
          dn,
          "objectClass: user",
          "sAMAccountName: " + name,
          "uidNumber: " + uid,
          "gidNumber: " + gid,
          "userPassword: " + password,
          "userAccountControl: 512",
          "accountExpires: 9223372036854775807",
          "primaryGroupID: " + primary,
          "objectSid:: " + sid((int) uid));
    }

    @Override
    String groups() {
      return windows("ana", "gidNumber: 2001")
          + windows("project1", "gidNumber: 12350", "member: cn=Ana Example," + PEOPLE)
          + windows("shift", "gidNumber: 12360", "member: cn=project1," + GROUPS)
          + windows("others", "gidNumber: 12399", "member: cn=Ben Example," + PEOPLE)
          + windows("domain-users", "objectSid:: " + sid(513))
          + windows("everybody", "member: cn=domain-users," + GROUPS)
          + windows("another-domain-users", "objectSid:: " + sid(514));
    }

    private String windows(String name, String... lines) {
      String[] all = new String[lines.length + 2];
      all[0] = "objectClass: group";
      all[1] = "sAMAccountName: " + name;
      System.arraycopy(lines, 0, all, 2, lines.length);
      return entry("cn=" + name + "," + GROUPS, all);
    }

    @Override
    Contribution ana() {
      Contribution ana = super.ana();
      Set<Group> groups = new HashSet<>(ana.groups());
      groups.add(Group.named("domain-users"));
      groups.add(Group.named("everybody"));
      return new Contribution(ana.name(), ana.uid(), ana.gid(), groups, ana.attributes());
    }
  };

  static final String PEOPLE = "ou=people,dc=example,dc=org";
  static final String GROUPS = "ou=groups,dc=example,dc=org";
  static final String SERVICE = "cn=gateway,dc=example,dc=org";
  static final String SERVICE_PASSWORD = "service password";
  static final String ANA = "uid=ana," + PEOPLE;

  private static final String ENTRIES = "groupOfNames\nobjectClass: posixGroup";

  private final String schema;

  TestSite(String schema) {
    this.schema = schema;
  }

  abstract String groups();

  String ofAna() {
    return "eduPersonEntitlement: urn:geant:lab.example:group:ana-group#idm.lab.example\n";
  }

  void add(Map<String, Object> settings) {}

  String people() {
    return posix("ana", 2001, 2001, "right horse", ofAna())
        + posix("ben", 2002, 2099, "other horse", "");
  }

  static String posix(String name, long uid, long gid, String password, String further) {
    return entry(
                "uid=" + name + "," + PEOPLE,
                "objectClass: account",
                "objectClass: posixAccount",
                "objectClass: extensibleObject",
                "uid: " + name,
                "cn: " + name,
                "uidNumber: " + uid,
                "gidNumber: " + gid,
                "homeDirectory: /home/" + name,
                "userPassword: " + password)
            .stripTrailing()
        + "\n"
        + further
        + "\n";
  }

  static String group(String name, long gid, String objectClass, String... lines) {
    String[] all = new String[lines.length + 3];
    all[0] = "objectClass: " + objectClass;
    all[1] = "cn: " + name;
    all[2] = "gidNumber: " + gid;
    System.arraycopy(lines, 0, all, 3, lines.length);
    return entry("cn=" + name + "," + GROUPS, all);
  }

  static String entry(String dn, String... lines) {
    return "dn: " + dn + "\n" + String.join("\n", lines) + "\n\n";
  }

  /** The site's and the service's own entries. */
  static String root() {
    return entry(
            "dc=example,dc=org",
            "objectClass: dcObject",
            "objectClass: organization",
            "o: Example",
            "dc: example")
        + entry(PEOPLE, "objectClass: organizationalUnit", "ou: people")
        + entry(GROUPS, "objectClass: organizationalUnit", "ou: groups")
        + entry(
            SERVICE,
            "objectClass: applicationProcess",
            "objectClass: simpleSecurityObject",
            "cn: gateway",
            "userPassword: " + SERVICE_PASSWORD);
  }

  /** Base64 of S-1-5-21-1-2-RELATIVE. */
  private static String sid(int relative) {
    ByteBuffer sid = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
    sid.put(new byte[] {1, 4, 0, 0, 0, 0, 0, 5}).putInt(21).putInt(1).putInt(2).putInt(relative);
    return Base64.getEncoder().encodeToString(sid.array());
  }

  String ldif() {
    return root() + people() + groups();
  }

  Map<String, Object> settings(String url) {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("url", url);
    settings.put("bind-dn", SERVICE);
    settings.put("bind-password", SERVICE_PASSWORD);
    settings.put("schema", schema);
    settings.put("user-base", PEOPLE);
    settings.put("group-base", GROUPS);
    add(settings);
    return settings;
  }

  Contribution ana() {
    return new Contribution(
        Optional.of("ana"),
        OptionalLong.of(2001),
        OptionalLong.of(2001),
        Set.of(Group.of("ana", 2001), Group.of("project1", 12350), Group.of("shift", 12360)),
        Map.of());
  }
}
