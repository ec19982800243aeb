package org.symbolon.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.symbolon.config.Reader.SIMPLE;
import static org.symbolon.config.Reader.loaded;
import static org.symbolon.config.Reader.mistakes;

import org.junit.jupiter.api.Test;

class PeopleTest {
  private static final String LOGINS =
      SIMPLE.replace(
          "resolvers:",
          """
            - {name: guests, openid: "https://guests.example", client-id: x}
            - {name: staff, openid: "https://staff.example", client-id: x}
          resolvers:""");

  private static String people(String... lines) {
    return LOGINS + "people:\n" + String.join("\n", lines).indent(2);
  }

  private static People read(String... lines) {
    return loaded(people(lines)).issuers().getFirst().people();
  }

  @Test
  void nobody_shares_an_account_unless_it_is_mapped() {
    People people = loaded(LOGINS).issuers().getFirst().people();

    assertThat(people).isEqualTo(People.NONE);
    assertThat(people.mayShare("ana", "campus", "guests")).isFalse();
    assertThat(people.mayShare("ana", "campus", "campus")).isTrue();
  }

  @Test
  void one_name_may_mean_one_person_at_several_logins() {
    People people = read("same-names-at: [campus, guests]");

    assertThat(people.mayShare("ana", "campus", "guests")).isTrue();
    assertThat(people.mayShare("ana", "guests", "campus")).isTrue();
    assertThat(people.mayShare("ana", "campus", "staff")).isFalse();
  }

  @Test
  void one_account_may_be_mapped_to_several_logins() {
    People people =
        read("accounts:", "- account: ana", "  logins: [guests, {login: campus, subject: '4711'}]");

    assertThat(people.mayShare("ana", "campus", "guests")).isTrue();
    assertThat(people.mayShare("bob", "campus", "guests")).isFalse();
    assertThat(people.accountOf("campus", "4711")).contains("ana");
    assertThat(people.accountOf("guests", "4711")).isEmpty();
    assertThat(people.accountOf("campus", "4712")).isEmpty();
  }

  @Test
  void an_account_that_is_mapped_can_not_be_claimed_by_anybody_else() {
    People people =
        read("accounts:", "- account: ana", "  logins: [guests, {login: campus, subject: '4711'}]");

    assertThat(people.mayClaim("ana", "campus", "4711")).isTrue();
    assertThat(people.mayClaim("ana", "campus", "4712")).isFalse();
    assertThat(people.mayClaim("ana", "guests", "anyone")).isTrue();
    assertThat(people.mayClaim("ana", "staff", "anyone")).isFalse();
    assertThat(people.mayClaim("bob", "staff", "anyone")).isTrue();
  }

  @Test
  void shared_names_reach_an_account_that_is_mapped_for_one_of_their_logins() {
    People people =
        read(
            "same-names-at: [campus, guests]",
            "accounts: [{account: ana, logins: [{login: guests, subject: '7'}]}]");

    assertThat(people.mayClaim("ana", "campus", "anyone")).isTrue();
    assertThat(people.mayClaim("ana", "staff", "anyone")).isFalse();
  }

  @Test
  void unknown_logins_are_errors_with_a_suggestion() {
    assertThat(
            mistakes(
                people(
                    "same-names-at: [campus, guest]",
                    "accounts: [{account: ana, logins: [stuff]}]")))
        .contains(
            "people.same-names-at[1] names the login method guest, which is not configured: did you"
                + " mean guests?",
            "people.accounts[0].logins[0].login names the login method stuff, which is not"
                + " configured: did you mean staff?");
  }

  @Test
  void a_mapping_that_maps_nothing_is_refused() {
    assertThat(mistakes(people("same-names-at: campus")))
        .containsExactly("people.same-names-at should name two login methods at least");
    assertThat(mistakes(people("accounts: [{account: ana}]")))
        .containsExactly(
            "people.accounts[0].logins should name the login methods that reach this account");
  }

  @Test
  void a_subject_is_mapped_to_one_account_only() {
    assertThat(
            mistakes(
                people(
                    "accounts:",
                    "- {account: ana, logins: [{login: campus, subject: x}]}",
                    "- {account: bob, logins: [{login: campus, subject: x}]}")))
        .containsExactly(
            "people.accounts[1].logins maps a subject of campus that is mapped to ana");
  }
}
