package org.symbolon.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.symbolon.config.Reader.mistakes;
import static org.symbolon.config.Reader.with;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.symbolon.login.LocalAccount;
import org.symbolon.login.LocalAccountsSettings;
import org.symbolon.login.PasswordLimits;

class LocalAccountsTest {
  private static final String HASH =
      "$argon2id$v=19$m=19456,t=2,p=1$0OoBEFJXQcLEwN5mtW7CzA$oydO81XuJPp2CfctxwvZL92/P07/6mCDkqDt5uYzsZ4";

  private static String yaml(String... settings) {
    return Reader.SIMPLE.replaceAll(
        "(?s)    openid:.*?resolvers:",
        java.util.regex.Matcher.quoteReplacement(
            "    " + String.join("\n    ", settings) + "\nresolvers:"));
  }

  private static List<String> wrong(String... settings) {
    return mistakes(yaml(settings));
  }

  @Test
  void local_accounts_have_hashes_groups_and_claims() {
    LoginMethodConfig login =
        Reader.loaded(
                yaml(
                    "label: Guests",
                    "failures-per-name: 3",
                    "failure-window: 1h",
                    "local-accounts:",
                    "- name: ana",
                    "  password-hash: " + HASH,
                    "  groups: [a, b]",
                    "  claims: {email: ana@lab.example, email_verified: true}"))
            .issuers()
            .getFirst()
            .logins()
            .getFirst();

    LocalAccountsSettings settings = ((LoginMethodConfig.Local) login).settings();
    assertThat(login.name()).isEqualTo("campus");
    assertThat(login.label()).isEqualTo("Guests");
    assertThat(settings.failuresPerName()).isEqualTo(3);
    assertThat(settings.failuresPerAddress()).isEqualTo(50);
    assertThat(settings.window()).isEqualTo(Duration.ofHours(1));
    LocalAccount ana = settings.accounts().getFirst();
    assertThat(ana.passwordHash().value()).isEqualTo(HASH);
    assertThat(ana.groups()).containsExactly("a", "b");
    assertThat(ana.attributes())
        .isEqualTo(Map.of("email", "ana@lab.example", "email_verified", true));
  }

  @Test
  void a_local_login_without_accounts_is_refused() {
    assertThat(wrong("local-accounts: []"))
        .containsExactly("login[0].local-accounts should have at least one account");
  }

  @Test
  void a_password_does_not_stand_in_clear() {
    assertThat(wrong("local-accounts: [{name: ana, password: swordfish}]"))
        .singleElement()
        .asString()
        .startsWith("login[0].local-accounts[0].password should not be written here in clear")
        .doesNotContain("swordfish");
  }

  @Test
  void a_password_hash_is_argon2id_and_strong_enough() {
    assertThat(wrong("local-accounts: [{name: ana}]"))
        .containsExactly(
            "login[0].local-accounts[0].password-hash is missing: symbolon hash-password makes one");
    for (String hash :
        new String[] {
          "$2b$12$abcdefghijklmnopqrstuv",
          "$argon2id$nonsense",
          HASH.replace("m=19456", "m=64"),
          HASH.replace("argon2id", "argon2i")
        }) {
      assertThat(wrong("local-accounts:", "- {name: ana, password-hash: '" + hash + "'}"))
          .as(hash)
          .singleElement()
          .asString()
          .startsWith("login[0].local-accounts[0].password-hash is no hash that can be used");
    }
  }

  @Test
  void local_accounts_have_names_of_their_own_that_match_the_pattern() {
    assertThat(
            wrong(
                "local-accounts:",
                "- {name: ana, password-hash: '" + HASH + "'}",
                "- {name: ana, password-hash: '" + HASH + "'}",
                "- {name: Bob!, password-hash: '" + HASH + "'}"))
        .containsExactly(
            "login[0].local-accounts[1].name is another account's too: give each its own",
            "login[0].local-accounts[2].name should match [a-z_][a-z0-9_-]{0,31}, or set another"
                + " username-pattern");
    assertThat(
            wrong(
                "username-pattern: \"[A-Z][a-z.]+\"",
                "local-accounts:",
                "- {name: Bob.x, password-hash: '" + HASH + "'}"))
        .isEmpty();
  }

  @Test
  void settings_of_the_other_kind_are_unknown_here() {
    assertThat(
            wrong("client-id: x", "local-accounts: [{name: ana, password-hash: '" + HASH + "'}]"))
        .singleElement()
        .asString()
        .startsWith("login[0].client-id is not a setting");
    assertThat(mistakes(with("client-id: gateway", "client-id: gateway", "threads: 2")))
        .singleElement()
        .asString()
        .startsWith("login[0].threads is not a setting");
  }

  @Test
  void a_resolver_may_check_the_passwords() {
    LoginMethodConfig login =
        Reader.loaded(yaml("label: Lab", "passwords: files", "failures-per-address: 7"))
            .issuers()
            .getFirst()
            .logins()
            .getFirst();

    assertThat(login)
        .isInstanceOfSatisfying(
            LoginMethodConfig.Directory.class,
            directory -> {
              assertThat(directory.resolver()).isEqualTo("files");
              assertThat(directory.limits())
                  .isEqualTo(new PasswordLimits(10, 7, Duration.ofMinutes(15)));
            });
  }

  @Test
  void a_resolver_that_checks_passwords_is_one_that_is_configured() {
    assertThat(wrong("passwords: fils"))
        .singleElement()
        .asString()
        .contains("login[0].passwords", "did you mean files?");
  }

  @Test
  void two_kinds_of_login_do_not_stand_in_one_method() {
    assertThat(wrong("passwords: files", "openid: https://idp.example", "client-id: x"))
        .anyMatch(mistake -> mistake.contains("passwords stands beside openid"));
  }
}
