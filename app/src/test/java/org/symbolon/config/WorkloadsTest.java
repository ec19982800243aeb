package org.symbolon.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.symbolon.config.Reader.SIMPLE;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.symbolon.client.Client;
import org.symbolon.client.Client.Authentication.Workload;

class WorkloadsTest {
  private static final String GOOD = "workload: {issuer: cluster, when: \"claims.sub == 'x'\"}";

  @Test
  void a_workload_is_known_by_a_foreign_issuers_word_which_needs_no_mapping_then() {
    Client client =
        Reader.loaded(site(GOOD)).issuers().getFirst().clients().stream()
            .filter(one -> one.id().value().equals("robot"))
            .findFirst()
            .orElseThrow();
    assertThat(client.authentication())
        .isInstanceOfSatisfying(
            Workload.class,
            workload -> {
              assertThat(workload.issuer()).isEqualTo("cluster");
              assertThat(workload.when().text()).isEqualTo("claims.sub == 'x'");
            });
    assertThat(client.isPublic()).isFalse();
    assertThat(wrong("public: true")).anyMatch(text -> text.contains("map is missing"));
  }

  @Test
  void the_condition_is_checked_at_the_start_and_asks_about_claims() {
    assertThat(wrong("workload: {issuer: cluster}"))
        .anyMatch(text -> text.contains("clients[0].workload.when is missing"));
    assertThat(wrong("workload: {issuer: cluster, when: claims.sub = 'x'}"))
        .anyMatch(text -> text.contains("clients[0].workload.when is no condition"));
    assertThat(wrong("workload: {issuer: cluster, when: client.id == 'robot'}"))
        .anyMatch(text -> text.contains("asks nothing of the claims"));
    assertThat(wrong("workload: {issuer: cluster, when: claims}"))
        .anyMatch(text -> text.contains("clients[0].workload.when is no condition"));
  }

  @Test
  void the_issuer_is_a_configured_one() {
    assertThat(wrong("workload: {issuer: clustr, when: \"claims.sub == 'x'\"}"))
        .anyMatch(text -> text.contains("did you mean cluster?"));
    assertThat(wrong("workload: {when: \"claims.sub == 'x'\"}"))
        .anyMatch(text -> text.contains("clients[0].workload.issuer is missing"));
  }

  @Test
  void a_client_proves_itself_in_one_way() {
    for (String other :
        List.of(
            "public: true",
            "secret-sha256: " + "ab".repeat(32),
            "certificate: {dns: robot.lab.example}",
            "authentication: secret-basic",
            "keys-uri: https://robot.lab.example/keys")) {
      assertThat(wrong(GOOD + ", " + other))
          .as(other)
          .anyMatch(text -> text.contains("clients[0].workload stands beside another way"));
    }
  }

  private static String site(String how) {
    return SIMPLE.replace(
            "clients:",
            "clients:\n  - {id: robot, grants: [client-credentials], scopes: [compute.create], "
                + how
                + "}")
        + "\nforeign-issuers:\n  - {name: cluster, issuer: 'https://k8s.example', audience: here}\n";
  }

  private static List<String> wrong(String how) {
    return Reader.mistakes(site(how));
  }
}
