package org.symbolon.resolver.ldap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.symbolon.resolver.AccountAnswer;

/** 100,000 people in 20,000 groups, in OpenLDAP. */
final class LargeDirectoryTest {
  private static final int PEOPLE = 100_000;
  private static final int GROUPS = 20_000;
  private static final int MEMBERS = 20;
  private static final int ASKED = 1_000;

  @TempDir static Path folder;

  private static Slapd slapd;

  @BeforeAll
  static void start() throws IOException {
    Path ldif = folder.resolve("large.ldif");
    try (BufferedWriter out = Files.newBufferedWriter(ldif)) {
      out.write(TestSite.root());
      for (int i = 0; i < PEOPLE; i++) {
        out.write(
            TestSite.entry(
                "uid=u" + i + "," + TestSite.PEOPLE,
                "objectClass: account",
                "objectClass: posixAccount",
                "uid: u" + i,
                "cn: u" + i,
                "uidNumber: " + (10_000 + i),
                "gidNumber: " + (200_000 + i % 50),
                "homeDirectory: /home/u" + i));
      }
      for (int i = 0; i < GROUPS; i++) {
        String[] members = new String[MEMBERS];
        for (int member = 0; member < MEMBERS; member++) {
          members[member] = "memberUid: u" + (i * 5 + member * 977) % PEOPLE;
        }
        out.write(TestSite.group("g" + i, 200_000 + i, "posixGroup", members));
      }
    }
    slapd = Slapd.start(ldif, false, List.of());
  }

  @AfterAll
  static void stop() {
    if (slapd != null) {
      slapd.close();
    }
  }

  @Test
  void cold_accounts_are_answered_quickly_and_wholly() {
    Map<String, Object> settings = TestSite.RFC2307.settings(slapd.url());
    try (LdapResolver resolver = Asked.open(settings)) {
      long[] nanos = new long[ASKED];
      for (int i = 0; i < ASKED; i++) {
        String name = "u" + (i * 97 + 5) % PEOPLE;
        long begin = System.nanoTime();
        AccountAnswer answer = Asked.account(resolver, name);
        nanos[i] = System.nanoTime() - begin;
        assertThat(answer).isInstanceOf(AccountAnswer.Found.class);
      }
      Arrays.sort(nanos);
      // Far above what it takes, and far below what a scan of all entries takes.
      assertThat(Duration.ofNanos(nanos[ASKED / 2])).isLessThan(Duration.ofMillis(10));
      assertThat(Asked.groups(resolver, "u977"))
          .extracting(group -> group.name().orElseThrow())
          .contains("g27", "g0")
          .doesNotContain("g1");
    }
  }
}
