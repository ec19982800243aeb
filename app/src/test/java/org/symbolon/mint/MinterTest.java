package org.symbolon.mint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.symbolon.TestClock;
import org.symbolon.issuer.Audiences;
import org.symbolon.issuer.Profile;
import org.symbolon.issuer.TestIssuer;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.ProtocolException;

class MinterTest {
  private final TestClock clock = TestClock.fixed();

  @Test
  void a_wlcg_token_says_exactly_this() throws Exception {
    TokenFixture lab = lab(Profile.WLCG);

    assertThat(lab.payload(lab.mint(lab.claims("storage.read:/data compute.create"))))
        .isEqualTo(
            """
            {"wlcg.ver":"1.0","iss":"https://issuer.example/lab","sub":"ana",\
            "aud":"https://storage.example","iat":1767268800,"nbf":1767268740,"exp":1767270000,\
            "jti":"AAAAAAAAAAAAAAAAAAAAAA","client_id":"tool",\
            "scope":"storage.read:/data compute.create","lineage":["root","leaf"]}""");
  }

  @Test
  void a_scitoken_says_exactly_this() throws Exception {
    TokenFixture lab = lab(Profile.SCITOKENS);

    assertThat(lab.payload(lab.mint(lab.claims("read:/data write:/data/ana"))))
        .isEqualTo(
            """
            {"ver":"scitoken:2.0","iss":"https://issuer.example/lab","sub":"ana",\
            "aud":"https://storage.example","iat":1767268800,"nbf":1767268740,"exp":1767270000,\
            "jti":"AAAAAAAAAAAAAAAAAAAAAA","client_id":"tool",\
            "scope":"read:/data write:/data/ana","lineage":["root","leaf"]}""");
  }

  @Test
  void a_plain_token_says_exactly_this() throws Exception {
    TokenFixture lab = lab(Profile.PLAIN);
    AccessTokenClaims claims = lab.claims("openid");

    assertThat(
            lab.payload(
                lab.mint(
                    with(
                        claims,
                        Optional.of(clock.instant().minusSeconds(60)),
                        List.of("physics")))))
        .isEqualTo(
            """
            {"iss":"https://issuer.example/lab","sub":"ana",\
            "aud":"https://storage.example","iat":1767268800,"nbf":1767268740,"exp":1767270000,\
            "jti":"AAAAAAAAAAAAAAAAAAAAAA","client_id":"tool","scope":"openid",\
            "lineage":["root","leaf"],"auth_time":1767268740,"groups":["physics"]}""");
  }

  @ParameterizedTest
  @CsvSource({"WLCG, JWT", "SCITOKENS, JWT", "PLAIN, at+jwt"})
  void the_type_is_what_the_profiles_verifiers_take(Profile profile, String type) throws Exception {
    TokenFixture lab = lab(profile);
    SignedJWT token = lab.verified(lab.mint(lab.claims("")).token());

    assertThat(token.getHeader().getType().getType()).isEqualTo(type);
    assertThat(token.getHeader().getKeyID()).isNotEmpty();
    assertThat(token.getHeader().toJSONObject()).containsOnlyKeys("alg", "typ", "kid");
  }

  @ParameterizedTest
  @EnumSource(Profile.class)
  void a_token_without_scopes_still_has_the_claim(Profile profile) throws Exception {
    TokenFixture lab = lab(profile);

    assertThat(lab.payload(lab.mint(lab.claims("")))).contains("\"scope\":\"\"");
  }

  @Test
  void several_audiences_are_an_array_and_groups_are_the_profiles_claim() throws Exception {
    TokenFixture lab = lab(Profile.WLCG);
    AccessTokenClaims one =
        with(lab.claims("storage.read:/"), Optional.empty(), List.of("/cms", "/cms/prod"));

    assertThat(lab.payload(lab.mint(to(one, lab.issuer().audiences(), "https://a", "https://b"))))
        .contains("\"aud\":[\"https://a\",\"https://b\"]")
        .contains("\"wlcg.groups\":[\"/cms\",\"/cms/prod\"]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ES256", "RS256", "EdDSA", "ES384", "ES512", "RS384", "RS512"})
  void a_client_may_have_another_algorithm_of_the_issuer(String algorithm) {
    TokenFixture lab =
        new TokenFixture(
            TestIssuer.of(Profile.WLCG)
                .signing("ES256", "RS256", "EdDSA", "ES384", "ES512", "RS384", "RS512")
                .build(),
            clock);
    AccessTokenClaims claims = lab.claims("");
    Minted minted =
        lab.mint(
            new AccessTokenClaims(
                claims.subject(),
                claims.client(),
                claims.scopes(),
                claims.audiences(),
                claims.permitted(),
                claims.lineage(),
                claims.issuedAt(),
                claims.lifetime(),
                Optional.of(algorithm),
                Optional.empty(),
                GroupClaims.NONE,
                Map.of()));

    assertThat(minted.token())
        .satisfies(
            token ->
                assertThat(SignedJWT.parse(token).getHeader().getAlgorithm().getName())
                    .isEqualTo(algorithm));
  }

  @Test
  void custom_claims_of_issuer_and_request_are_added() throws Exception {
    TokenFixture lab =
        new TokenFixture(
            TestIssuer.of(Profile.SCITOKENS)
                .adding(Map.of("site", "south", "limits", Map.of("a", List.of(true))))
                .build(),
            clock);
    AccessTokenClaims claims = lab.claims("");
    AccessTokenClaims more =
        new AccessTokenClaims(
            claims.subject(),
            claims.client(),
            claims.scopes(),
            claims.audiences(),
            claims.permitted(),
            claims.lineage(),
            claims.issuedAt(),
            claims.lifetime(),
            claims.algorithm(),
            claims.authenticatedAt(),
            claims.groups(),
            Map.of("ticket", 17L));

    assertThat(lab.payload(lab.mint(more)))
        .endsWith(
            "\"lineage\":[\"root\",\"leaf\"],\"limits\":{\"a\":[true]},\"site\":\"south\","
                + "\"ticket\":17}");
  }

  @Test
  void a_custom_claim_never_replaces_one_of_ours() {
    TokenFixture lab =
        new TokenFixture(TestIssuer.of(Profile.WLCG).adding(Map.of("sub", "root")).build(), clock);

    assertDefect(lab, lab.claims(""), "sub is set by the server");
  }

  @Test
  void the_answer_tells_id_and_expiry_and_prints_no_token() {
    TokenFixture lab = lab(Profile.WLCG);
    Minted minted = lab.mint(lab.claims(""));

    assertThat(minted.jti()).isEqualTo("AAAAAAAAAAAAAAAAAAAAAA");
    assertThat(minted.expires()).isEqualTo(Instant.parse("2026-01-01T12:20:00Z"));
    assertThat(minted.toString()).doesNotContain(minted.token());
  }

  @Test
  void what_a_verifier_would_misread_is_never_signed() {
    TokenFixture lab = lab(Profile.WLCG);
    AccessTokenClaims claims = lab.claims("");

    assertDefect(lab, of("änne", claims, claims.issuedAt(), claims.lifetime()), "not ASCII");
    assertDefect(lab, of("", claims, claims.issuedAt(), claims.lifetime()), "sub is missing");
    assertDefect(
        lab, of("a".repeat(256), claims, claims.issuedAt(), claims.lifetime()), "longer than 255");
    assertDefect(
        lab, of("ana", claims, claims.issuedAt().plusSeconds(1), claims.lifetime()), "iat lies");
    assertDefect(
        lab, of("ana", claims, claims.issuedAt(), Duration.ofMillis(900)), "exp is not after");
    assertDefect(lab, to(claims, claims.permitted()), "aud");
    assertDefect(lab, to(claims, claims.permitted(), "ANY"), "wildcard");
    assertDefect(
        lab, with(claims, Optional.empty(), List.of("cms")), "does not begin with a slash");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ANY", "https://wlcg.cern.ch/jwt/v1/any"})
  void a_wildcard_audience_passes_only_where_it_is_configured_by_name(String wildcard)
      throws Exception {
    TokenFixture lab = lab(Profile.WLCG);
    AccessTokenClaims claims = lab.claims("");

    assertThat(
            lab.payload(
                lab.mint(to(claims, new Audiences(List.of(wildcard), List.of()), wildcard))))
        .contains("\"aud\":\"" + wildcard + "\"");
    assertThat(
            lab.payload(
                lab.mint(to(claims, new Audiences(List.of(), List.of(wildcard)), wildcard))))
        .contains(wildcard);
    assertDefect(
        lab, to(claims, new Audiences(List.of(), List.of("*")), wildcard), "nobody configured");
  }

  private TokenFixture lab(Profile profile) {
    return new TokenFixture(TestIssuer.of(profile).signing("ES256").build(), clock);
  }

  private static void assertDefect(TokenFixture lab, AccessTokenClaims claims, String detail) {
    assertThatExceptionOfType(ProtocolException.class)
        .isThrownBy(() -> lab.mint(claims))
        .satisfies(
            defect -> {
              assertThat(defect.error().code()).isEqualTo(ErrorCode.SERVER_ERROR);
              assertThat(defect.error().description()).doesNotContain(detail);
              assertThat(defect.error().detail().orElseThrow()).contains(detail);
            });
  }

  private static AccessTokenClaims of(
      String subject, AccessTokenClaims claims, Instant issuedAt, Duration lifetime) {
    return new AccessTokenClaims(
        subject,
        claims.client(),
        claims.scopes(),
        claims.audiences(),
        claims.permitted(),
        claims.lineage(),
        issuedAt,
        lifetime,
        claims.algorithm(),
        claims.authenticatedAt(),
        claims.groups(),
        claims.extra());
  }

  private static AccessTokenClaims to(
      AccessTokenClaims claims, Audiences permitted, String... audiences) {
    return new AccessTokenClaims(
        claims.subject(),
        claims.client(),
        claims.scopes(),
        List.of(audiences),
        permitted,
        claims.lineage(),
        claims.issuedAt(),
        claims.lifetime(),
        claims.algorithm(),
        claims.authenticatedAt(),
        claims.groups(),
        claims.extra());
  }

  private static AccessTokenClaims with(
      AccessTokenClaims claims, Optional<Instant> authenticatedAt, List<String> groups) {
    return new AccessTokenClaims(
        claims.subject(),
        claims.client(),
        claims.scopes(),
        claims.audiences(),
        claims.permitted(),
        claims.lineage(),
        claims.issuedAt(),
        claims.lifetime(),
        claims.algorithm(),
        authenticatedAt,
        !groups.contains("physics")
            ? new GroupClaims(Optional.of(groups), Optional.empty(), Optional.empty())
            : new GroupClaims(Optional.empty(), Optional.of(groups), Optional.empty()),
        claims.extra());
  }
}
