package org.symbolon.register;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.symbolon.audit.Event;
import org.symbolon.client.Client;
import org.symbolon.client.Client.Authentication;
import org.symbolon.client.ClientKeys;
import org.symbolon.client.Preferences;
import org.symbolon.client.SubjectType;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.register.RegistrationSettings.Mode;
import org.symbolon.register.RegistrationSettings.StatementIssuer;
import org.symbolon.verify.TestRsa;

/** What a client may say of itself besides the least, and how the flows see it. */
class RegisteredMetadataTest {
  private static final String CB = "'redirect_uris':['https://a.example/cb'],";
  private static final String HOUSE = "https://softwarehouse.example";

  private static final ECKey KEY = newKey();

  private final RegistrationSite site =
      new RegistrationSite(
          Mode.OPEN,
          new StatementIssuer(
              HOUSE, new ClientKeys.Inline(new JWKSet(KEY.toPublicJWK()).toString())));

  private static ECKey newKey() {
    try {
      return new ECKeyGenerator(Curve.P_256).keyID("one").generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void an_address_that_no_page_could_carry_is_refused() {
    for (String name : List.of("frontchannel_logout_uri", "logo_uri", "client_uri")) {
      site.refused(
          "{" + CB + "'" + name + "':'HTTPS://a.example/x'}", ErrorCode.INVALID_CLIENT_METADATA);
    }
  }

  @Test
  void all_known_members_are_kept_echoed_and_read_by_type() {
    Map<String, Object> answer =
        site.register(
            "{"
                + CB
                + """
                'client_name':'Nice','client_name#de':'Nett','logo_uri':'https://a.example/l.png',
                'client_uri':'https://a.example/','policy_uri':'https://a.example/p',
                'policy_uri#de':'https://a.example/de','tos_uri':'https://a.example/t',
                'contacts':['ana@a.example'],'software_id':'s','software_version':'1.2',
                'default_max_age':3600,'require_auth_time':true,'default_acr_values':['mfa'],
                'initiate_login_uri':'https://a.example/login','id_token_signed_response_alg':'ES256',
                'request_uris':['https://a.example/r#abc'],'request_object_signing_alg':'ES256',
                'post_logout_redirect_uris':['https://a.example/bye'],
                'backchannel_logout_uri':'https://a.example/back',
                'backchannel_logout_session_required':true,
                'frontchannel_logout_uri':'https://a.example/front',
                'subject_type':'pairwise','userinfo_signed_response_alg':'ES256',
                'dpop_bound_access_tokens':true,'require_pushed_authorization_requests':true,
                'tls_client_certificate_bound_access_tokens':false,'unheard_of':'x'}
                """);
    assertThat(answer)
        .containsEntry("client_name#de", "Nett")
        .containsEntry("policy_uri#de", "https://a.example/de")
        .containsEntry("contacts", List.of("ana@a.example"))
        .containsEntry("software_version", "1.2")
        .containsEntry("subject_type", "pairwise")
        .doesNotContainKeys(
            "unheard_of", "tls_client_certificate_bound_access_tokens", "response_types");
    Client client = site.find(answer);
    Preferences preferences = client.preferences();
    assertThat(preferences.links().terms()).contains(URI.create("https://a.example/t"));
    assertThat(preferences.requests())
        .isEqualTo(
            new Preferences.Requests(
                List.of("https://a.example/r#abc"),
                Optional.of("ES256"),
                true,
                false,
                Optional.of(Duration.ofHours(1)),
                true,
                List.of("mfa"),
                Optional.of(URI.create("https://a.example/login"))));
    assertThat(preferences.logout())
        .isEqualTo(
            new Preferences.Logout(
                List.of("https://a.example/bye"),
                Optional.of(URI.create("https://a.example/back")),
                true,
                Optional.of(URI.create("https://a.example/front")),
                false));
    assertThat(preferences.dpopBound()).isTrue();
    assertThat(preferences.certificateBound()).isFalse();
    assertThat(client.idTokenAlgorithm()).contains("ES256");
    assertThat(client.openId().subjects()).isEqualTo(new SubjectType.Pairwise("a.example"));
    assertThat(client.openId().userinfoAlgorithm()).contains("ES256");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'logo_uri':'http://a.example/l.png'",
        "'logo_uri':'javascript:alert(1)'",
        "'client_uri':'https://user@a.example/'",
        "'policy_uri':['https://a.example/']",
        "'tos_uri#de':'nowhere'",
        "'contacts':'ana'",
        "'default_max_age':-1",
        "'default_max_age':'60'",
        "'default_max_age':1.5",
        "'require_auth_time':'true'",
        "'id_token_signed_response_alg':'none'",
        "'id_token_signed_response_alg':'HS256'",
        "'userinfo_signed_response_alg':'none'",
        "'id_token_encrypted_response_alg':'RSA-OAEP'",
        "'request_object_signing_alg':'none'",
        "'request_uris':['http://a.example/r']",
        "'post_logout_redirect_uris':['javascript:alert(1)']",
        "'backchannel_logout_uri':'https://a.example/#x'",
        "'backchannel_logout_uri':'http://169.254.169.254/'",
        "'subject_type':'secret'",
        "'dpop_bound_access_tokens':1",
        "'token_endpoint_auth_method':'private_key_jwt'",
        "'token_endpoint_auth_method':'magic'",
        "'jwks':{'keys':[]}",
        "'jwks':{'keys':[{'kty':'oct','k':'AAAA'}]}",
        "'jwks':'https://a.example/'",
        "'jwks_uri':'http://a.example/jwks'",
        "'jwks':{'keys':[]},'jwks_uri':'https://a.example/jwks'",
        "'sector_identifier_uri':'http://a.example/'",
        "'software_statement':'a.b.c'",
      })
  void a_value_that_can_not_be_meant_is_refused(String member) {
    RegistrationSite.assertRefused(
        () -> site.register("{" + CB + member + "}"),
        member.contains("statement")
            ? ErrorCode.INVALID_SOFTWARE_STATEMENT
            : ErrorCode.INVALID_CLIENT_METADATA);
  }

  @Test
  void pairwise_subjects_need_one_host_or_a_sector_that_lists_all_redirect_uris() throws Exception {
    String two = "{'redirect_uris':['https://a.example/','https://b.example/'],";
    site.refused(two + "'subject_type':'pairwise'}", ErrorCode.INVALID_CLIENT_METADATA);
    try (MockWebServer server = new MockWebServer()) {
      server.start();
      String sector = ",'sector_identifier_uri':'" + server.url("/sector") + "'}";
      server.enqueue(new MockResponse.Builder().body("[\"https://a.example/\"]").build());
      site.refused(two + "'client_name':'x'" + sector, ErrorCode.INVALID_CLIENT_METADATA);
      server.enqueue(new MockResponse.Builder().code(302).build());
      site.refused(two + "'client_name':'x'" + sector, ErrorCode.INVALID_CLIENT_METADATA);
      server.enqueue(
          new MockResponse.Builder()
              .body("[\"https://a.example/\",\"https://b.example/\",\"https://c.example/\"]")
              .build());
      assertThat(site.register(two + "'client_name':'x'" + sector))
          .containsKey("sector_identifier_uri");
    }
  }

  @Test
  void keys_that_would_be_dear_to_check_with_are_not_registered() {
    for (RSAKey key :
        List.of(
            TestRsa.key(10, BigInteger.valueOf(65537)),
            TestRsa.key(3, BigInteger.valueOf(65537)),
            TestRsa.key(5, BigInteger.TWO.pow(521).subtract(BigInteger.ONE)))) {
      String keys = new JWKSet(key.toPublicJWK()).toString().replace('"', '\'');
      site.refused("{" + CB + "'jwks':" + keys + "}", ErrorCode.INVALID_CLIENT_METADATA);
    }
  }

  @Test
  void a_client_that_signs_registers_its_public_keys_and_has_no_secret() {
    String keys = new JWKSet(KEY.toPublicJWK()).toString().replace('"', '\'');
    Map<String, Object> answer =
        site.register(
            "{" + CB + "'token_endpoint_auth_method':'private_key_jwt','jwks':" + keys + "}");
    assertThat(answer).doesNotContainKey("client_secret").containsKey("jwks");
    assertThat(site.find(answer).authentication())
        .isInstanceOfSatisfying(
            Authentication.PrivateKeyJwt.class,
            signs ->
                assertThat(((ClientKeys.Inline) signs.keys()).jwks()).contains("\"kid\":\"one\""));
    String secret = new JWKSet(KEY).toString(false).replace('"', '\'');
    site.refused("{" + CB + "'jwks':" + secret + "}", ErrorCode.INVALID_CLIENT_METADATA);
  }

  @Test
  void a_client_that_signs_with_its_secret_has_it_kept_encrypted() {
    Map<String, Object> answer =
        site.register("{" + CB + "'token_endpoint_auth_method':'client_secret_jwt'}");
    String secret = String.valueOf(answer.get("client_secret"));
    assertThat(secret).hasSize(86);
    assertThat(site.find(answer).authentication())
        .isInstanceOfSatisfying(
            Authentication.SecretJwt.class,
            signs -> assertThat(signs.secret().value()).isEqualTo(secret));
    assertThat(
            site.store
                .registrations()
                .find(
                    site.issuer.id(), RegistrationSite.id(answer), site.database.clock().instant()))
        .hasValueSatisfying(
            stored -> assertThat(stored.secret().toString()).doesNotContain(secret));
  }

  @Test
  void without_a_word_on_it_id_tokens_are_signed_as_the_standard_says() {
    assertThat(site.find(site.register("{" + CB + "'client_name':'x'}")).idTokenAlgorithm())
        .isEqualTo(Optional.of("RS256").filter(site.issuer.algorithms()::contains));
  }

  @Test
  void members_of_a_software_statement_win_and_set_no_privilege_either() throws Exception {
    Map<String, Object> answer =
        site.register(
            "{"
                + CB
                + "'client_name':'Mine','software_statement':'"
                + statement(HOUSE, KEY, new Date(Long.MAX_VALUE / 10_000))
                + "'}");
    assertThat(answer)
        .containsEntry("client_name", "Stated")
        .containsEntry("software_id", "the-software")
        .doesNotContainKeys("software_statement", "iss", "introspect");
    assertThat(site.find(answer).introspects()).isFalse();
  }

  @Test
  void a_statement_of_another_issuer_or_key_or_of_yesterday_is_refused() throws Exception {
    Date later = new Date(Long.MAX_VALUE / 10_000);
    refused(
        statement("https://other.example", KEY, later), ErrorCode.UNAPPROVED_SOFTWARE_STATEMENT);
    ECKey other = new ECKeyGenerator(Curve.P_256).keyID("one").generate();
    refused(statement(HOUSE, other, later), ErrorCode.INVALID_SOFTWARE_STATEMENT);
    refused(statement(HOUSE, KEY, Date.from(Instant.EPOCH)), ErrorCode.INVALID_SOFTWARE_STATEMENT);
  }

  private void refused(String statement, ErrorCode code) {
    site.refused("{" + CB + "'software_statement':'" + statement + "'}", code);
  }

  private static String statement(String issuer, ECKey by, Date expires) throws Exception {
    SignedJWT statement =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("one").build(),
            new JWTClaimsSet.Builder()
                .issuer(issuer)
                .expirationTime(expires)
                .claim("client_name", "Stated")
                .claim("software_id", "the-software")
                .claim("introspect", true)
                .build());
    statement.sign(new ECDSASigner(by));
    return statement.serialize();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "LAB PORTAL",
        "lab-portal",
        "Lab_Portal.",
        "L a b  P o r t a l",
        "l\u00e4b port\u00e4l",
        "\uff2c\uff41\uff42 portal",
        "1ab p0rtal",
        "\u2713 lab portal"
      })
  void a_name_that_is_read_as_a_configured_clients_is_taken(String name) {
    site.refused("{" + CB + "'client_name':'" + name + "'}", ErrorCode.INVALID_CLIENT_METADATA);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u0421\u0410\u0420\u0415", "\u0441\u0430\u0440\u0435", "c\u0430pe"})
  void letters_of_another_script_count_as_what_they_look_like(String name) {
    assertThat(LookAlikes.folded(name)).isEqualTo(LookAlikes.folded("Cape"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"oidc-agent:lab-myhost", "\u7814\u7a76 Lab", "Plot 2", "\u042d\u0442\u043e"})
  void other_names_are_free(String name) {
    assertThat(site.register("{" + CB + "'client_name':'" + name + "'}"))
        .containsEntry("client_name", name);
  }

  @Test
  void registering_changing_and_deleting_are_audited_without_a_secret() {
    Map<String, Object> answer = site.register("{" + CB + "'client_name':'x'}");
    Optional<String> token = Optional.of(String.valueOf(answer.get("registration_access_token")));
    String id = RegistrationSite.id(answer).value();
    Map<String, Object> updated =
        site.registration.update(
            token, id, RegistrationSite.bytes("{" + CB + "'client_id':'" + id + "'}"), site.caller);
    site.registration.delete(
        Optional.of(String.valueOf(updated.get("registration_access_token"))), id, site.caller);
    assertThat(site.events)
        .hasExactlyElementsOfTypes(
            Event.ClientRegistered.class, Event.ClientUpdated.class, Event.ClientDeleted.class);
    assertThat(site.events.toString())
        .doesNotContain(token.orElseThrow(), String.valueOf(answer.get("client_secret")), "Secret");
  }

  @Test
  void a_client_keeps_its_secret_when_it_changes_how_it_sends_it_and_gets_one_to_sign_with() {
    Map<String, Object> answer = site.register("{" + CB + "'client_name':'x'}");
    String id = RegistrationSite.id(answer).value();
    Map<String, Object> posting = update(answer, id, "client_secret_post");
    assertThat(posting).doesNotContainKey("client_secret");
    assertThat(update(posting, id, "client_secret_jwt")).containsKey("client_secret");
  }

  private Map<String, Object> update(Map<String, Object> before, String id, String method) {
    return site.registration.update(
        Optional.of(String.valueOf(before.get("registration_access_token"))),
        id,
        RegistrationSite.bytes(
            "{" + CB + "'client_id':'" + id + "','token_endpoint_auth_method':'" + method + "'}"),
        site.caller);
  }
}
