package org.symbolon.resolver.ldap;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.LDAPException;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.symbolon.resolver.AccountAnswer;
import org.symbolon.resolver.PasswordVerifier.PasswordAnswer;

/** Locked, expired and disabled accounts, on noon of 2026-06-15 (day 20619). */
final class StandingTest {
  private static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private static TestDirectory directory;

  @BeforeAll
  static void start() throws LDAPException {
    directory = TestDirectory.start();
  }

  @AfterAll
  static void stop() {
    directory.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "pwdAccountLockedTime: 000001010000Z | the account is locked",
        "pwdAccountLockedTime: 20200101000000Z | the account is locked",
        "nsAccountLock: TRUE | the account is disabled",
        "nsAccountLock: true | the account is disabled",
        "userAccountControl: 514 | the account is disabled",
        "userAccountControl: 66050 | the account is disabled",
        "shadowExpire: 20619 | the account expired on 2026-06-15",
        "shadowExpire: 1 | the account expired on 1970-01-02",
        "shadowExpire: 0 | the account expired on 1970-01-01",
        "accountExpires: 132223104000000000 | the account expired on 2020-01-01",
        "krbPrincipalExpiration: 20260615120000Z | the account expired on 2026-06-15",
        "krbPrincipalExpiration: 20260615115959Z | the account expired on 2026-06-15"
      })
  void who_is_locked_out_is_disabled_and_no_password_is_right(String line, String why)
      throws LDAPException {
    String name = person(line);
    try (LdapResolver resolver = resolver(Map.of())) {
      assertThat(Asked.account(resolver, name)).isEqualTo(new AccountAnswer.Disabled(why));
      assertThat(resolver.verify(name, "horse".toCharArray(), Asked.soon()))
          .isEqualTo(new PasswordAnswer.Wrong());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nsAccountLock: FALSE",
        "userAccountControl: 512",
        "shadowExpire: 20620",
        "shadowExpire: -1",
        "accountExpires: 0",
        "accountExpires: 9223372036854775807",
        "accountExpires: 157465728000000000",
        "krbPrincipalExpiration: 20260615120001Z"
      })
  void who_is_not_locked_out_yet_comes_in(String line) throws LDAPException {
    String name = person(line);
    try (LdapResolver resolver = resolver(Map.of())) {
      assertThat(Asked.account(resolver, name)).isInstanceOf(AccountAnswer.Found.class);
      assertThat(resolver.verify(name, "horse".toCharArray(), Asked.soon()))
          .isEqualTo(new PasswordAnswer.Right());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "userAccountControl: many",
        "shadowExpire: soon",
        "shadowExpire: 99999999999999",
        "accountExpires: never",
        "krbPrincipalExpiration: tomorrow",
        "krbPrincipalExpiration: 20261399000000Z"
      })
  void what_can_not_be_read_is_neither_yes_nor_no(String line) throws LDAPException {
    String name = person(line);
    try (LdapResolver resolver = resolver(Map.of())) {
      assertThat(Asked.account(resolver, name)).isInstanceOf(AccountAnswer.Unavailable.class);
      assertThat(resolver.verify(name, "horse".toCharArray(), Asked.soon()))
          .isInstanceOf(PasswordAnswer.Unavailable.class);
    }
  }

  @Test
  void a_lock_by_policy_ends_where_it_is_known_how_long_it_lasts() throws LDAPException {
    String lately = person("pwdAccountLockedTime: 20260615115001Z");
    String before = person("pwdAccountLockedTime: 20260615115000Z");
    String forGood = person("pwdAccountLockedTime: 000001010000Z");
    try (LdapResolver resolver = resolver(Map.of("lockout-duration", "10m"))) {
      assertThat(Asked.account(resolver, lately))
          .isEqualTo(new AccountAnswer.Disabled("the account is locked for a while"));
      assertThat(Asked.account(resolver, before)).isInstanceOf(AccountAnswer.Found.class);
      assertThat(Asked.account(resolver, forGood)).isInstanceOf(AccountAnswer.Disabled.class);
    }
  }

  private static String person(String line) throws LDAPException {
    String name = "person" + NUMBER.incrementAndGet();
    directory.person(name, "3000", "3000", "userPassword: horse", line);
    return name;
  }

  private static LdapResolver resolver(Map<String, Object> further) {
    Map<String, Object> settings = directory.settings();
    settings.putAll(further);
    return Asked.open(settings, () -> NOW);
  }
}
