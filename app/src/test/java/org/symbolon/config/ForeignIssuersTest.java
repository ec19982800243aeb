package org.symbolon.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.symbolon.config.Reader.SIMPLE;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.symbolon.client.Client;
import org.symbolon.client.ClientKeys;
import org.symbolon.exchange.ForeignIssuer;
import org.symbolon.exchange.TokenKind;
import org.symbolon.fetch.Reach;

class ForeignIssuersTest {
  private static final String ROBOT =
      "clients:\n  - {id: ci, robot: true, scopes: [compute.create]}";

  @Test
  void a_foreign_issuer_has_all_that_is_said_of_it() {
    ForeignIssuer issuer =
        read(
                "name: github",
                "issuer: https://ci.example",
                "audience: https://tokens.lab.example",
                "algorithms: RS256",
                "longest-age: 10m",
                "clock-skew: 1m",
                "single-use: true",
                "tokens: [jwt, id-token]",
                "when: claims.owner == 'lab'",
                "map: [{when: claims.kind == 'run', robot: ci},"
                    + " {username-claim: login, username-pattern: '[a-z]+'}]")
            .getFirst();
    assertThat(issuer.name()).isEqualTo("github");
    assertThat(issuer.expected().issuer()).isEqualTo("https://ci.example");
    assertThat(issuer.expected().audiences()).containsExactly("https://tokens.lab.example");
    assertThat(issuer.expected().algorithms()).containsExactly("RS256");
    assertThat(issuer.expected().longestAge()).isEqualTo(Duration.ofMinutes(10));
    assertThat(issuer.expected().skew()).isEqualTo(Duration.ofMinutes(1));
    assertThat(issuer.singleUse()).isTrue();
    assertThat(issuer.kinds()).containsExactlyInAnyOrder(TokenKind.JWT, TokenKind.ID_TOKEN);
    assertThat(issuer.when()).isPresent();
    assertThat(issuer.mappings()).hasSize(2);
    assertThat(issuer.keys())
        .isEqualTo(new ClientKeys.OfIssuer(URI.create("https://ci.example"), Reach.PUBLIC));
  }

  @Test
  void the_audience_is_never_left_out() {
    assertThat(wrong("name: ci-site", "issuer: https://ci.example", "map: [{robot: ci}]"))
        .singleElement()
        .asString()
        .contains("foreign-issuers[0].audience is missing");
  }

  @Test
  void a_condition_is_checked_before_anything_is_served() {
    assertThat(good("when: claims.owner = 'lab'")).singleElement().asString().contains(".when");
    assertThat(good("when: claim.owner == 'lab'")).singleElement().asString().contains(".when");
    assertThat(good("when: client.id + 1 == 'x'")).singleElement().asString().contains(".when");
  }

  @Test
  void a_mapping_leads_to_a_robot_or_to_a_user_of_a_known_form() {
    assertThat(mapped("{}")).anyMatch(text -> text.contains("needs either robot"));
    assertThat(mapped("{username-claim: login}"))
        .anyMatch(text -> text.contains("username-pattern"));
    assertThat(mapped("{robot: nobody}")).anyMatch(text -> text.contains("not configured"));
    assertThat(mapped("{robot: lab-cli}")).anyMatch(text -> text.contains("no robot: true"));
    assertThat(mapped("{robot: ci, username-claim: x, username-pattern: y}"))
        .anyMatch(text -> text.contains("needs either robot"));
  }

  @Test
  void none_is_named_twice_and_none_is_this_issuer() {
    assertThat(good("name: self")).anyMatch(text -> text.contains("foreign-issuers[0].name"));
    assertThat(good("issuer: https://tokens.lab.example"))
        .anyMatch(text -> text.contains("is this issuer itself"));
  }

  @Test
  void a_robot_can_do_nothing_by_itself() {
    Client robot =
        Reader.loaded(
                site("name: a, issuer: 'https://ci.example', audience: b, map: [{robot: ci}]"))
            .issuers()
            .getFirst()
            .clients()
            .stream()
            .filter(client -> client.id().value().equals("ci"))
            .findFirst()
            .orElseThrow();
    assertThat(robot.grantTypes()).isEmpty();
    assertThat(
            Reader.mistakes(
                SIMPLE.replace(
                    "clients:", "clients:\n  - {id: ci, robot: true, grants: [device]}")))
        .anyMatch(text -> text.contains("has no effect with robot: true"))
        .anyMatch(text -> text.contains("scopes is missing"));
  }

  private static String site(String entry) {
    return SIMPLE.replace("clients:", ROBOT) + "\nforeign-issuers:\n  - {" + entry + "}\n";
  }

  private static List<ForeignIssuer> read(String... settings) {
    return Reader.loaded(site(String.join(", ", settings))).issuers().getFirst().foreignIssuers();
  }

  private static List<String> wrong(String... settings) {
    return Reader.mistakes(site(String.join(", ", settings)));
  }

  private static List<String> mapped(String mapping) {
    return wrong("name: a, issuer: 'https://ci.example', audience: b", "map: [" + mapping + "]");
  }

  /** All right but for one setting. */
  private static List<String> good(String other) {
    String key = other.substring(0, other.indexOf(':'));
    String[] usual = {
      "name: a", "issuer: 'https://ci.example'", "audience: b", "map: [{robot: ci}]"
    };
    StringBuilder entry = new StringBuilder(other);
    for (String setting : usual) {
      if (!setting.startsWith(key + ":")) {
        entry.append(", ").append(setting);
      }
    }
    return wrong(entry.toString());
  }
}
