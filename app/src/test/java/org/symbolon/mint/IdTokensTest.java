package org.symbolon.mint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.claims.AccessTokenHash;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.validators.IDTokenClaimsVerifier;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.symbolon.TestClock;
import org.symbolon.issuer.ClaimSettings;
import org.symbolon.issuer.Profile;
import org.symbolon.issuer.TestIssuer;
import org.symbolon.protocol.ProtocolException;
import org.symbolon.scope.ScopeSet;

class IdTokensTest {
  private static final Map<String, Object> ANA =
      Map.of("name", "Ana", "email", "ana@example.org", "email_verified", true, "eppn", "ana@x");

  private final TestClock clock = TestClock.fixed();

  @Test
  void an_id_token_says_exactly_this() throws Exception {
    TokenFixture lab = lab(Profile.PLAIN, "ES256");

    assertThat(lab.payload(lab.mint(lab.idClaims("openid", ANA))))
        .isEqualTo(
            """
            {"iss":"https://issuer.example/lab","sub":"ana","aud":"tool","iat":1767268800,\
            "nbf":1767268740,"exp":1767270000,"jti":"AAAAAAAAAAAAAAAAAAAAAA",\
            "auth_time":1767268770,"nonce":"n-0S6_WzA2Mj"}""");
  }

  @Test
  void the_persons_claims_come_with_their_scopes_and_no_others() throws Exception {
    TokenFixture lab = lab(Profile.PLAIN, "ES256");

    assertThat(lab.payload(lab.mint(lab.idClaims("openid email", ANA))))
        .contains("\"email\":\"ana@example.org\",\"email_verified\":true")
        .doesNotContain("name", "eppn");
    assertThat(lab.payload(lab.mint(lab.idClaims("openid profile", ANA))))
        .contains("\"name\":\"Ana\"")
        .doesNotContain("email", "eppn");
    assertThat(PersonClaims.select(ClaimSettings.DEFAULT, ScopeSet.EMPTY, Set.of(), ANA)).isEmpty();
  }

  /** A picture as data, say: verifiers would reject so long a token, and none would be signed. */
  @Test
  void what_is_too_long_for_an_id_token_is_left_to_userinfo() throws Exception {
    TokenFixture lab = lab(Profile.PLAIN, "ES256");
    Map<String, Object> told = Map.of("name", "Ana", "picture", "data:" + "x".repeat(40_000));

    assertThat(lab.payload(lab.mint(lab.idClaims("openid profile", told))))
        .contains("\"name\":\"Ana\"")
        .doesNotContain("picture");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ES256", "RS256", "ES384", "RS512"})
  void an_openid_library_accepts_it(String algorithm) throws Exception {
    TokenFixture lab =
        new TokenFixture(
            TestIssuer.of(Profile.WLCG).signing(algorithm).build(), InstantSource.system());
    Minted access = lab.mint(lab.claims(""));
    JWTClaimsSet claims =
        lab.verified(lab.mint(with(access.token(), lab.idClaims("openid", ANA))).token())
            .getJWTClaimsSet();

    // Its clock is the machine's, and no skew is allowed for.
    IDTokenClaimsVerifier library =
        new IDTokenClaimsVerifier(
            new Issuer(lab.issuer().url().toString()),
            new ClientID("tool"),
            new Nonce("n-0S6_WzA2Mj"),
            0);
    library.verify(claims, null);
    assertThat(new IDTokenClaimsSet(claims).getAccessTokenHash())
        .isEqualTo(
            AccessTokenHash.compute(
                new BearerAccessToken(access.token()), JWSAlgorithm.parse(algorithm), null));
    assertThat(claims.getStringClaim("wlcg.ver")).isEqualTo("1.0");
  }

  @Test
  void an_edwards_key_hashes_with_sha_512() throws Exception {
    TokenFixture lab =
        new TokenFixture(TestIssuer.of(Profile.PLAIN).signing("EdDSA").build(), clock);
    Minted minted = lab.mint(with("token", lab.idClaims("openid", Map.of())));
    IDTokenClaimsSet claims =
        new IDTokenClaimsSet(com.nimbusds.jwt.SignedJWT.parse(minted.token()).getJWTClaimsSet());

    // Half of 64 bytes in base64url.
    assertThat(claims.getAccessTokenHash().getValue()).hasSize(43);
  }

  @Test
  void a_login_of_this_very_second_is_not_in_the_future() throws Exception {
    TokenFixture lab = lab(Profile.PLAIN, "ES256");
    IdTokenClaims claims = lab.idClaims("openid", Map.of());

    assertThat(
            lab.payload(
                lab.mint(
                    new IdTokenClaims(
                        claims.subject(),
                        claims.client(),
                        claims.issuedAt(),
                        claims.lifetime(),
                        claims.algorithm(),
                        clock.instant().plusSeconds(2),
                        Optional.empty(),
                        Optional.empty(),
                        claims.granted(),
                        claims.groups(),
                        Map.of()))))
        .contains("\"auth_time\":1767268800")
        .doesNotContain("nonce");
  }

  @Test
  void what_a_client_would_refuse_is_not_signed() {
    TokenFixture lab = lab(Profile.PLAIN, "ES256");
    IdTokenClaims claims = lab.idClaims("openid", Map.of());

    assertThatExceptionOfType(ProtocolException.class)
        .isThrownBy(
            () ->
                lab.mint(
                    new IdTokenClaims(
                        "",
                        claims.client(),
                        claims.issuedAt(),
                        Duration.ZERO,
                        claims.algorithm(),
                        claims.authenticatedAt(),
                        Optional.of(""),
                        Optional.empty(),
                        claims.granted(),
                        claims.groups(),
                        Map.of())))
        .satisfies(
            defect ->
                assertThat(defect.error().detail().orElseThrow())
                    .contains("sub is missing", "exp is not after iat", "nonce is missing"));
  }

  @Test
  void its_claims_print_no_token() {
    TokenFixture lab = lab(Profile.PLAIN, "ES256");

    assertThat(with("secret-token", lab.idClaims("openid", Map.of())).toString())
        .contains("ana", "tool")
        .doesNotContain("secret-token");
  }

  private TokenFixture lab(Profile profile, String algorithm) {
    return new TokenFixture(TestIssuer.of(profile).signing(algorithm).build(), clock);
  }

  private static IdTokenClaims with(String accessToken, IdTokenClaims claims) {
    return new IdTokenClaims(
        claims.subject(),
        claims.client(),
        claims.issuedAt(),
        claims.lifetime(),
        claims.algorithm(),
        claims.authenticatedAt(),
        claims.nonce(),
        Optional.of(accessToken),
        claims.granted(),
        claims.groups(),
        claims.person());
  }
}
