package org.symbolon.mint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.symbolon.issuer.GroupSettings;
import org.symbolon.issuer.Profile;
import org.symbolon.protocol.ClientId;
import org.symbolon.scope.ScopeSet;

/** What tokens tell of groups. */
final class GroupClaimsTest {
  private static final ClientId PORTAL = new ClientId("portal");
  private static final List<String> NAMES =
      List.of("cms", "cms/uscms", "cms/ALARM", "Domain Users");

  private static GroupSettings settings(String prefix, List<String> defaults) {
    return new GroupSettings(
        prefix,
        Optional.of(defaults),
        Map.of(new ClientId("vault"), List.of("cms/ALARM", "cms")),
        Optional.of(new GroupSettings.Entitlements("urn:geant:lab.example", "tokens.lab.example")));
  }

  private static GroupClaims told(GroupSettings settings, ClientId client, String scopes) {
    ScopeSet granted = ((ScopeSet.Parsed) ScopeSet.parse(scopes, Profile.WLCG)).scopes();
    return GroupClaims.of(settings, client, granted, NAMES);
  }

  /** The table of the WLCG profile, Scope-based Group Selection: /cms is the only default group. */
  @ParameterizedTest
  @CsvSource({
    "wlcg.groups, /cms",
    "wlcg.groups:/cms/uscms wlcg.groups:/cms/ALARM, /cms/uscms /cms/ALARM /cms",
    "wlcg.groups:/cms/uscms wlcg.groups:/cms/ALARM wlcg.groups, /cms/uscms /cms/ALARM /cms",
    "wlcg.groups wlcg.groups:/cms/uscms wlcg.groups:/cms/ALARM, /cms /cms/uscms /cms/ALARM",
    "wlcg.groups:/cms wlcg.groups:/cms/uscms wlcg.groups:/cms/ALARM, /cms /cms/uscms /cms/ALARM",
  })
  void groups_come_in_the_order_asked_and_the_default_ones_at_the_end(
      String scopes, String groups) {
    assertThat(told(settings("", List.of("cms")), PORTAL, scopes).wlcg())
        .contains(List.of(groups.split(" ")));
  }

  @Test
  void default_groups_have_an_order_and_a_client_may_have_its_own() {
    GroupSettings settings = settings("", List.of("cms/uscms", "other", "cms"));
    assertThat(told(settings, PORTAL, "wlcg.groups").wlcg())
        .contains(List.of("/cms/uscms", "/cms"));
    assertThat(told(settings, new ClientId("vault"), "wlcg.groups").wlcg())
        .contains(List.of("/cms/ALARM", "/cms"));
  }

  @Test
  void without_a_list_all_groups_that_the_grammar_allows_are_default() {
    assertThat(told(GroupSettings.DEFAULT, PORTAL, "wlcg.groups").wlcg())
        .contains(List.of("/cms", "/cms/ALARM", "/cms/uscms"));
    assertThat(told(settings("/lab", List.of("cms")), PORTAL, "wlcg.groups").wlcg())
        .contains(List.of("/lab/cms"));
  }

  @Test
  void nothing_is_told_that_no_scope_asks_for() {
    assertThat(told(GroupSettings.DEFAULT, PORTAL, "openid storage.read:/x"))
        .isEqualTo(GroupClaims.NONE);
    assertThat(told(GroupSettings.DEFAULT, PORTAL, "eduperson_entitlement"))
        .as("without a namespace")
        .isEqualTo(GroupClaims.NONE);
  }

  @Test
  void plain_groups_are_the_local_names() {
    assertThat(told(GroupSettings.DEFAULT, PORTAL, "groups").claims())
        .isEqualTo(Map.of("groups", List.of("Domain Users", "cms", "cms/ALARM", "cms/uscms")));
  }

  @Test
  void entitlements_have_the_form_of_aarc_g069() {
    assertThat(told(settings("", List.of()), PORTAL, "eduperson_entitlement").claims())
        .isEqualTo(
            Map.of(
                "eduperson_entitlement",
                List.of(
                    "urn:geant:lab.example:group:Domain%20Users#tokens.lab.example",
                    "urn:geant:lab.example:group:cms#tokens.lab.example",
                    "urn:geant:lab.example:group:cms:ALARM#tokens.lab.example",
                    "urn:geant:lab.example:group:cms:uscms#tokens.lab.example")));
  }
}
