package org.symbolon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jwt.JWTClaimsSet;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.symbolon.upstream.FakeInstitution;
import org.symbolon.verify.ForeignIssuer;

/** Where the word of somebody else decides, from the configuration file to the token. */
class TrustingSiteTest {
  private static final String POD = "system:serviceaccount:logs:shipper";
  private static final String SCOPE = "storage.create:/logs/today";

  @TempDir private static Path folder;
  private static TrustingSite site;

  @BeforeAll
  static void serve() throws Exception {
    site = new TrustingSite(folder);
  }

  @AfterAll
  static void stop() throws Exception {
    site.close();
  }

  @Test
  void a_workload_gets_a_token_by_what_its_cluster_signs_for_it() throws Exception {
    HttpResponse<String> answer = workload("shipper", site.cluster.sign(pod().build()));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    JsonNode claims = DeviceTool.claims(DeviceTool.json(answer).required("access_token").asText());
    assertThat(claims.path("sub").asText()).isEqualTo("client:shipper");
    assertThat(claims.path("scope").asText()).isEqualTo(SCOPE);
  }

  @Test
  void no_other_workload_and_no_other_token_of_that_cluster_is_the_client() throws Exception {
    Instant longAgo = Instant.now().minusSeconds(7_200);
    for (String wrong :
        List.of(
            site.cluster.sign(pod().subject("system:serviceaccount:logs:other").build()),
            site.cluster.sign(pod().audience("https://elsewhere.example").build()),
            site.cluster.sign(pod().expirationTime(Date.from(longAgo)).build()),
            site.cluster.sign(pod().issueTime(Date.from(longAgo)).build()),
            site.cluster.sign(pod().issuer(site.house.url().toString()).build()),
            site.cluster.sign(pod().build(), ForeignIssuer.newKey("key-1"), JOSEObjectType.JWT),
            site.house.sign(pod().build()),
            "a.b.c")) {
      assertRefused(workload("shipper", wrong), 401, "invalid_client");
    }
    assertRefused(workload("new", site.cluster.sign(pod().build())), 401, "invalid_client");
    assertRefused(
        site.tool.post(
            "lab",
            "/oauth2/token",
            Map.of(
                "grant_type",
                "client_credentials",
                "client_id",
                "shipper",
                "client_secret",
                TrustingSite.CLIENT_SECRET)),
        401,
        "invalid_client");
  }

  @Test
  void while_the_clusters_keys_can_not_be_had_it_is_neither_yes_nor_no() throws Exception {
    HttpResponse<String> answer =
        workload(
            "stranded",
            site.gone.sign(site.gone.claims(POD, site.issuer("lab"), Instant.now()).build()));
    assertRefused(answer, 503, "temporarily_unavailable");
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
  }

  @Test
  void the_directory_answers_the_password_grant_of_a_marked_client() throws Exception {
    HttpResponse<String> answer = password("lab", "ana", LabDirectory.PASSWORD);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    JsonNode tokens = DeviceTool.json(answer);
    assertThat(subject(tokens)).isEqualTo("ana");
    JsonNode again = DeviceTool.json(refresh("lab", tokens));
    assertThat(subject(again)).isEqualTo("ana");
    assertThat(again.path("refresh_token").asText())
        .isNotEmpty()
        .isNotEqualTo(tokens.path("refresh_token").asText());
  }

  @Test
  void a_wrong_password_an_unknown_name_and_a_locked_account_get_nothing() throws Exception {
    for (String[] wrong :
        new String[][] {
          {"ana", "wrong horse"},
          {"nobody", LabDirectory.PASSWORD},
          {"eve", LabDirectory.PASSWORD},
          {"*", LabDirectory.PASSWORD},
          {"ana)(uid=*", LabDirectory.PASSWORD}
        }) {
      assertRefused(password("lab", wrong[0], wrong[1]), 400, "invalid_grant");
    }
  }

  @Test
  void no_other_client_may_show_a_password() throws Exception {
    Map<String, String> form = passwordForm("ana", LabDirectory.PASSWORD);
    form.put("client_id", "new");
    assertRefused(site.tool.post("lab", "/oauth2/token", form), 400, "unauthorized_client");
    form.put("client_id", "cli");
    form.remove("client_secret");
    assertRefused(site.tool.post("lab", "/oauth2/token", form), 400, "unauthorized_client");
  }

  @Test
  void while_the_directory_is_down_a_password_is_neither_right_nor_wrong() throws Exception {
    site.directory.down();
    try {
      assertRefused(password("lab", "ana", LabDirectory.PASSWORD), 503, "temporarily_unavailable");
    } finally {
      site.directory.up();
    }
    assertThat(password("lab", "ana", LabDirectory.PASSWORD).statusCode()).isEqualTo(200);
  }

  @Test
  void the_institution_answers_the_password_grant_where_it_is_marked_for_it() throws Exception {
    HttpResponse<String> answer = password("union", "anna", FakeInstitution.PASSWORD);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    JsonNode tokens = DeviceTool.json(answer);
    assertThat(subject(tokens)).isEqualTo("anna");
    assertThat(subject(DeviceTool.json(refresh("union", tokens)))).isEqualTo("anna");
    assertRefused(password("union", "anna", "another"), 400, "invalid_grant");
    assertRefused(password("union", "ana", LabDirectory.PASSWORD), 400, "invalid_grant");
  }

  @Test
  void an_institution_that_is_down_or_answers_for_somebody_else_gives_no_token() throws Exception {
    site.institution.answer("/token", new MockResponse.Builder().code(503).build());
    try {
      assertRefused(
          password("union", "anna", FakeInstitution.PASSWORD), 503, "temporarily_unavailable");
    } finally {
      site.institution.behave("/token");
    }
    site.institution.idToken(claims -> claims.audience("another-gateway"));
    try {
      assertThat(password("union", "anna", FakeInstitution.PASSWORD).statusCode())
          .isNotEqualTo(200);
    } finally {
      site.institution.idToken(claims -> claims);
    }
    assertThat(password("union", "anna", FakeInstitution.PASSWORD).statusCode()).isEqualTo(200);
  }

  @Test
  void a_client_is_what_the_house_states_of_its_software_and_logs_people_in() throws Exception {
    HttpResponse<String> answer = register(site.house.sign(statement().build()));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    JsonNode registered = DeviceTool.json(answer);
    assertThat(registered.path("client_name").asText()).isEqualTo("Stated");
    assertThat(registered.has("software_statement")).isFalse();
    DeviceTool stated = site.tool.as(registered.path("client_id").asText());
    assertThat(stated.enter(stated.browser(), "lab", stated.device("lab", "openid"), "ana").body())
        .contains("Stated (not verified: registered itself today)")
        .doesNotContain("Claimed");
    assertThat(subject(stated.approved(stated.browser(), "lab", "ana", "openid"))).isEqualTo("ana");
  }

  @Test
  void a_statement_of_somebody_else_and_one_that_asks_for_more_change_nothing() throws Exception {
    JWTClaimsSet stranger = statement().issuer("https://other.example").build();
    assertRefused(register(site.house.sign(stranger)), 400, "unapproved_software_statement");
    assertRefused(
        register(site.cluster.sign(statement().build())), 400, "invalid_software_statement");
    assertRefused(
        register(site.house.sign(statement().claim("grant_types", List.of("password")).build())),
        400,
        "invalid_client_metadata");
  }

  private static JWTClaimsSet.Builder pod() {
    return site.cluster.claims(POD, site.issuer("lab"), Instant.now());
  }

  private static JWTClaimsSet.Builder statement() {
    return site.house
        .claims("software", site.issuer("lab"), Instant.now())
        .claim("client_name", "Stated");
  }

  private static HttpResponse<String> workload(String client, String token) throws Exception {
    return site.tool.post(
        "lab",
        "/oauth2/token",
        Map.of(
            "grant_type",
            "client_credentials",
            "client_id",
            client,
            "client_assertion_type",
            "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
            "client_assertion",
            token,
            "scope",
            SCOPE));
  }

  private static HttpResponse<String> password(String issuer, String name, String password)
      throws Exception {
    return site.tool.post(issuer, "/oauth2/token", passwordForm(name, password));
  }

  private static Map<String, String> passwordForm(String name, String password) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "password");
    form.put("client_id", "old");
    form.put("client_secret", TrustingSite.CLIENT_SECRET);
    form.put("username", name);
    form.put("password", password);
    form.put("scope", "openid offline_access");
    return form;
  }

  private static HttpResponse<String> refresh(String issuer, JsonNode tokens) throws Exception {
    return site.tool
        .as("old")
        .refresh(
            issuer,
            tokens.required("refresh_token").asText(),
            Map.of("client_secret", TrustingSite.CLIENT_SECRET));
  }

  private static HttpResponse<String> register(String statement) throws Exception {
    return site.register(
        new ObjectMapper()
            .writeValueAsString(
                Map.of(
                    "client_name",
                    "Claimed",
                    "token_endpoint_auth_method",
                    "none",
                    "grant_types",
                    List.of("urn:ietf:params:oauth:grant-type:device_code"),
                    "software_statement",
                    statement)));
  }

  private static String subject(JsonNode tokens) throws Exception {
    return DeviceTool.claims(tokens.required("access_token").asText()).path("sub").asText();
  }

  private static void assertRefused(HttpResponse<String> answer, int status, String error)
      throws Exception {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(DeviceTool.json(answer).path("error").asText()).isEqualTo(error);
    assertThat(answer.body()).doesNotContain("access_token\"");
  }
}
