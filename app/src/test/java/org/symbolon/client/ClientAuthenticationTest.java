package org.symbolon.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.symbolon.issuer.Issuer;
import org.symbolon.issuer.Profile;
import org.symbolon.issuer.TestIssuer;
import org.symbolon.protocol.Call;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.IssuerId;
import org.symbolon.protocol.ProtocolError;
import org.symbolon.protocol.ProtocolException;
import org.symbolon.protocol.SecretHash;
import org.symbolon.protocol.TestForm;

class ClientAuthenticationTest {
  private static final String SECRET = "0123456789-a-good-long-secret-0123456789";
  private static final String NEXT_SECRET = "9876543210-another-good-secret-9876543210";

  /** All that form-encoding changes, a colon and letters that are not ASCII among it. */
  private static final String AWKWARD = "50%25+plus & space=:käse 100% 漢";

  private final Issuer issuer = TestIssuer.of(Profile.WLCG).build();
  private final ClientAuthentication authentication =
      new ClientAuthentication(
          new StaticClients(
              List.of(
                  TestClient.named("tool").at(issuer.id()),
                  TestClient.named("robot").secrets(SECRET, NEXT_SECRET).at(issuer.id()),
                  TestClient.named("awkward").secrets(AWKWARD).at(issuer.id()),
                  TestClient.named("https://a.example/x+y%20z").secrets(SECRET).at(issuer.id()),
                  TestClient.named("elsewhere").at(new IssuerId("south")))),
          Assertions.NONE);

  @Test
  void a_public_client_only_says_who_it_is() {
    assertAccepted("tool", Optional.empty(), "client_id", "tool");
  }

  @Test
  void a_public_client_that_sends_a_secret_is_refused() {
    assertRefused(Optional.empty(), "client_id", "tool", "client_secret", SECRET);
    assertRefused(basic("tool", SECRET));
  }

  @Test
  void a_public_client_with_an_empty_basic_password_is_accepted() {
    assertAccepted("tool", basic("tool", ""));
    assertAccepted("tool", basic("tool", ""), "client_id", "tool");
  }

  @Test
  void a_public_client_with_an_empty_secret_in_the_form_is_accepted() {
    assertAccepted("tool", Optional.empty(), "client_id", "tool", "client_secret", "");
  }

  @Test
  void a_secret_is_accepted_by_basic_and_in_the_form() {
    assertAccepted("robot", basic("robot", SECRET));
    assertAccepted("robot", Optional.empty(), "client_id", "robot", "client_secret", SECRET);
  }

  @Test
  void each_of_several_secrets_is_accepted_while_one_is_replaced() {
    assertAccepted("robot", basic("robot", NEXT_SECRET));
    assertAccepted("robot", Optional.empty(), "client_id", "robot", "client_secret", NEXT_SECRET);
  }

  @Test
  void a_confidential_client_without_its_secret_is_refused() {
    assertRefused(Optional.empty(), "client_id", "robot");
    assertRefused(Optional.empty(), "client_id", "robot", "client_secret", "");
    assertRefused(basic("robot", ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0123456789-a-good-long-secret-012345678",
        "0123456789-a-good-long-secret-0123456789 ",
        "0123456789-A-GOOD-LONG-SECRET-0123456789",
        "\u0000",
        "wrong"
      })
  void a_wrong_secret_is_refused(String wrong) {
    assertRefused(basic("robot", wrong));
    assertRefused(Optional.empty(), "client_id", "robot", "client_secret", wrong);
  }

  @Test
  void an_unknown_client_and_a_wrong_secret_get_the_same_answer() {
    List<ProtocolError> errors =
        List.of(
            error(basic("robot", "wrong")),
            error(basic("nobody", "wrong")),
            error(basic("elsewhere", "")),
            error(Optional.empty(), "client_id", "nobody"),
            error(Optional.empty(), "client_id", "robot"),
            error(Optional.empty(), "client_id", "tool", "client_secret", SECRET),
            error(Optional.empty(), "client_id", "nobody", "client_secret", SECRET));
    assertThat(errors).extracting(ProtocolError::code).containsOnly(ErrorCode.INVALID_CLIENT);
    assertThat(errors)
        .extracting(ProtocolError::description)
        .hasSameElementsAs(List.of(errors.getFirst().description()));
  }

  @Test
  void a_client_of_another_issuer_is_unknown() {
    assertRefused(Optional.empty(), "client_id", "elsewhere");
  }

  @Test
  void what_only_the_log_is_told_holds_no_secret() {
    assertThat(error(basic("robot", "my-password")).toString()).doesNotContain("my-password");
    assertThat(new BasicCredentials("robot", "my-password").toString())
        .doesNotContain("my-password");
  }

  @Test
  void basic_is_read_as_form_encoded_text_and_as_raw_text() {
    assertAccepted("awkward", basic("awkward", AWKWARD));
    assertAccepted("awkward", basic("awkward", encoded(AWKWARD)));
    assertAccepted("awkward", Optional.empty(), "client_id", "awkward", "client_secret", AWKWARD);
    assertRefused(basic("awkward", encoded(encoded(AWKWARD))));
    assertRefused(Optional.empty(), "client_id", "awkward", "client_secret", encoded(AWKWARD));
  }

  @Test
  void a_client_id_with_a_colon_is_told_by_form_encoding() {
    String id = "https://a.example/x+y%20z";
    assertAccepted(id, basic(encoded(id), SECRET));
    assertAccepted(id, basic(encoded(id), SECRET), "client_id", id);
    assertRefused(basic(id, SECRET));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Basic ", "basic ", "BASIC ", "Basic   "})
  void the_schemes_name_is_of_any_case(String scheme) {
    assertAccepted("robot", Optional.of(scheme + base64("robot:" + SECRET)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Basic",
        "Basic ",
        "Basic robot:secret",
        "Basic !!!!",
        "Basic cm9ib3Q=",
        "Basic OnNlY3JldA==",
        "Basic /////w==",
        "Bearer cm9ib3Q6c2VjcmV0",
        "Digest username=robot",
        "cm9ib3Q6c2VjcmV0"
      })
  void a_malformed_authorization_header_is_invalid_client(String header) {
    assertRefused(Optional.of(header));
    assertRefused(Optional.of(header), "client_id", "tool");
  }

  @Test
  void an_oversized_authorization_header_is_invalid_client() {
    assertRefused(basic("robot", "x".repeat(4096)));
  }

  @Test
  void two_ways_at_once_are_refused() {
    assertThat(error(basic("robot", SECRET), "client_id", "robot", "client_secret", SECRET).code())
        .isEqualTo(ErrorCode.INVALID_REQUEST);
    assertThat(error(basic("robot", SECRET), "client_secret", SECRET).code())
        .isEqualTo(ErrorCode.INVALID_REQUEST);
  }

  @Test
  void an_expired_secret_proves_nothing() {
    Instant last = Instant.parse("2027-01-31T00:00:00Z");
    for (Duration from : List.of(Duration.ofMillis(-1), Duration.ZERO)) {
      ClientAuthentication at =
          new ClientAuthentication(
              new StaticClients(
                  List.of(
                      TestClient.named("robot")
                          .authentication(
                              new Client.Authentication.Secret(
                                  List.of(SecretHash.of(SECRET)),
                                  Client.Authentication.Sent.EITHER,
                                  last))
                          .at(issuer.id()))),
              Assertions.NONE,
              ShownCertificates.NONE,
              ClientRates.UNLIMITED,
              InstantSource.fixed(last.plus(from)));
      Call call = new Call(basic("robot", SECRET), TestForm.of(), "192.0.2.1");
      if (from.isNegative()) {
        assertThat(at.authenticate(issuer, call).id().value()).isEqualTo("robot");
      } else {
        assertThatThrownBy(() -> at.authenticate(issuer, call))
            .isInstanceOf(ProtocolException.class)
            .hasMessageContaining("expired");
      }
    }
  }

  @Test
  void basic_and_the_form_must_name_the_same_client() {
    assertAccepted("robot", basic("robot", SECRET), "client_id", "robot");
    assertThat(error(basic("robot", SECRET), "client_id", "tool").code())
        .isEqualTo(ErrorCode.INVALID_REQUEST);
  }

  @Test
  void the_client_that_the_form_names_is_the_one_that_is_proved() {
    ClientAuthentication two =
        new ClientAuthentication(
            new StaticClients(
                List.of(
                    TestClient.named("a+b").secrets(SECRET).at(issuer.id()),
                    TestClient.named("a%2Bb").secrets(SECRET).at(issuer.id()))),
            Assertions.NONE);
    Optional<String> both = basic("a%2Bb", SECRET);
    assertThat(
            two.authenticate(issuer, new Call(both, TestForm.of("client_id", "a%2Bb"), "192.0.2.1"))
                .id()
                .value())
        .isEqualTo("a%2Bb");
    assertThat(
            two.authenticate(issuer, new Call(both, TestForm.of("client_id", "a+b"), "192.0.2.1"))
                .id()
                .value())
        .isEqualTo("a+b");
    assertThat(two.authenticate(issuer, new Call(both, TestForm.of(), "192.0.2.1")).id().value())
        .isEqualTo("a+b");
  }

  @ParameterizedTest
  @CsvSource({"client_id,robot", "client_secret,x", "client_assertion,x"})
  void a_parameter_given_twice_is_an_invalid_request(String name, String value) {
    assertThat(error(Optional.empty(), name, value, name, value).code())
        .isEqualTo(ErrorCode.INVALID_REQUEST);
  }

  @Test
  void an_oversized_parameter_is_an_invalid_request() {
    assertThat(error(Optional.empty(), "client_id", "x".repeat(16_385)).code())
        .isEqualTo(ErrorCode.INVALID_REQUEST);
  }

  @Test
  void no_client_at_all_is_invalid_client() {
    assertRefused(Optional.empty());
    assertRefused(Optional.empty(), "client_secret", SECRET);
    assertRefused(Optional.empty(), "client_id", "");
  }

  @Test
  void an_assertion_is_not_passed_over() {
    assertRefused(Optional.empty(), "client_id", "tool", "client_assertion", "eyJ");
    assertThat(error(basic("robot", SECRET), "client_assertion_type", "urn:x").code())
        .isEqualTo(ErrorCode.INVALID_REQUEST);
  }

  private void assertAccepted(String id, Optional<String> header, String... form) {
    assertThat(
            authentication
                .authenticate(issuer, new Call(header, TestForm.of(form), "192.0.2.1"))
                .id()
                .value())
        .isEqualTo(id);
  }

  private void assertRefused(Optional<String> header, String... form) {
    assertThat(error(header, form).code()).isEqualTo(ErrorCode.INVALID_CLIENT);
  }

  private ProtocolError error(Optional<String> header, String... form) {
    ProtocolException refused =
        catchThrowableOfType(
            ProtocolException.class,
            () ->
                authentication.authenticate(
                    issuer, new Call(header, TestForm.of(form), "192.0.2.1")));
    assertThat(refused).as("refused").isNotNull();
    return refused.error();
  }

  private static Optional<String> basic(String id, String secret) {
    return Optional.of("Basic " + base64(id + ":" + secret));
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
