package org.symbolon.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.symbolon.grant.Login;
import org.symbolon.grant.Samples;
import org.symbolon.register.RegistrationByHand.Outcome;
import org.symbolon.register.RegistrationByHand.Permission;
import org.symbolon.register.RegistrationSettings.Mode;
import org.symbolon.web.ScriptedRights;

/** Who may register a client by hand, and what comes of it. */
class RegistrationByHandTest {
  private final RegistrationSite site = new RegistrationSite(Mode.OWNED);
  private final ScriptedRights rights = new ScriptedRights();
  private final RegistrationByHand byHand =
      new RegistrationByHand(site.issuer, site.settings, site.registration, rights);
  private final Login login =
      Samples.login(
          Samples.person(),
          "user" + Samples.text(),
          site.database.clock().instant().plusSeconds(60));

  @Test
  void whom_a_rule_gives_the_owners_scope_may_and_nobody_else() {
    assertThat(byHand.permission(login)).isInstanceOf(Permission.Refused.class);
    rights.rules = List.of(ScriptedRights.grant(RegistrationSite.OWNER_SCOPE));
    assertThat(byHand.permission(login)).isEqualTo(new Permission.Given(login.person().key()));
  }

  @Test
  void while_a_source_of_rights_is_down_it_is_neither_yes_nor_no() {
    rights.down = Optional.of("the directory is down");
    assertThat(byHand.permission(login))
        .isEqualTo(new Permission.Unavailable("the directory is down"));
  }

  @Test
  void nobody_has_more_than_fifty_whichever_way_they_were_registered() {
    Permission.Given given = new Permission.Given(login.person().key());
    for (int i = 0; i < 50; i++) {
      assertThat(register(given, described())).isInstanceOf(Outcome.Made.class);
    }
    assertThat(register(given, described())).isEqualTo(new Outcome.Full());
    assertThat(site.owned().of(given.person())).hasSize(50);
  }

  @Test
  void what_is_wrong_is_told_for_each_member() {
    Outcome outcome =
        register(
            new Permission.Given(login.person().key()),
            new ByHand(
                "!!",
                ByHand.Kind.NATIVE,
                false,
                List.of("http://127.0.0.1/cb", "http://app.example/cb"),
                List.of("openid")));
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Wrong.class,
            wrong -> {
              assertThat(wrong.problems())
                  .extracting(RegistrationByHand.Problem::member)
                  .containsExactlyInAnyOrder("client_name", "redirect_uris");
              assertThat(wrong.problems())
                  .extracting(RegistrationByHand.Problem::value)
                  .contains(Optional.of("http://app.example/cb"));
            });
    assertThat(site.owned().of(login.person().key())).isEmpty();
  }

  private Outcome register(Permission.Given given, ByHand described) {
    // Another address each time: this is not about how often one may register.
    return byHand.register(given, described, Samples.text());
  }

  private static ByHand described() {
    return new ByHand("A tool", ByHand.Kind.DEVICE, false, List.of(), List.of("openid"));
  }
}
