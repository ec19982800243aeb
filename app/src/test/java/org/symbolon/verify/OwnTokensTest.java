package org.symbolon.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.Base64URL;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.symbolon.TestClock;
import org.symbolon.issuer.Profile;
import org.symbolon.issuer.TestIssuer;
import org.symbolon.keys.SigningKey;
import org.symbolon.mint.AccessTokenClaims;
import org.symbolon.mint.TokenFixture;
import org.symbolon.protocol.ClientId;
import org.symbolon.protocol.GrantId;
import org.symbolon.verify.AccessTokenCheck.Invalid;
import org.symbolon.verify.AccessTokenCheck.Valid;

class OwnTokensTest {
  private static final String GOOD =
      """
      {"iss":"https://issuer.example/lab","sub":"ana","aud":"a","iat":1767268800,"nbf":1767268740,\
      "exp":1767270000,"jti":"j","client_id":"tool","scope":"","lineage":[]}""";

  private final TestClock clock = TestClock.fixed();
  private final TokenFixture lab =
      new TokenFixture(TestIssuer.of(Profile.WLCG).signing("ES256").build(), clock);

  @ParameterizedTest
  @EnumSource(Profile.class)
  void an_access_token_tells_whose_it_is_and_from_which_grants(Profile profile) {
    TokenFixture fixture = new TokenFixture(TestIssuer.of(profile).signing("ES256").build(), clock);
    AccessTokenClaims claims = fixture.claims("openid");
    Instant login = Instant.parse("2026-01-01T11:00:00Z");
    String token =
        fixture
            .mint(
                new AccessTokenClaims(
                    claims.subject(),
                    claims.client(),
                    claims.scopes(),
                    List.of("https://a", "https://b"),
                    claims.permitted(),
                    claims.lineage(),
                    claims.issuedAt(),
                    claims.lifetime(),
                    claims.algorithm(),
                    Optional.of(login),
                    claims.groups(),
                    Map.of("site", "south")))
            .token();

    assertThat(check(fixture, token))
        .isInstanceOfSatisfying(
            Valid.class,
            valid -> {
              assertThat(valid.subject()).isEqualTo("ana");
              assertThat(valid.client()).isEqualTo(new ClientId("tool"));
              assertThat(valid.scope()).isEqualTo("openid");
              assertThat(valid.audiences()).containsExactly("https://a", "https://b");
              assertThat(valid.lineage()).containsExactly(new GrantId("root"), new GrantId("leaf"));
              assertThat(valid.jti()).isEqualTo("AAAAAAAAAAAAAAAAAAAAAA");
              assertThat(valid.issuedAt()).isEqualTo(Instant.parse("2026-01-01T12:00:00Z"));
              assertThat(valid.expires()).isEqualTo(Instant.parse("2026-01-01T12:20:00Z"));
              assertThat(valid.authenticatedAt()).contains(login);
              assertThat(valid.claims()).containsEntry("site", "south");
            });
  }

  @Test
  void an_id_token_is_never_an_access_token() {
    assertInvalid(lab.mint(lab.idClaims("openid", Map.of())).token(), "not an access token");
  }

  @Test
  void a_token_is_in_force_until_the_second_it_expires_in_and_not_longer() {
    String token = lab.mint(lab.claims("")).token();

    clock.advance(Duration.ofSeconds(1199));
    assertThat(check(lab, token)).isInstanceOf(Valid.class);
    clock.advance(Duration.ofMillis(12));
    assertThat(check(lab, token)).isInstanceOf(Valid.class);
    clock.advance(Duration.ofMillis(1));
    assertInvalid(token, "expired");
  }

  @Test
  void a_token_is_not_in_force_before_its_time() {
    String token = lab.mint(lab.claims("")).token();

    clock.advance(Duration.ofSeconds(-60));
    assertThat(check(lab, token)).isInstanceOf(Valid.class);
    clock.advance(Duration.ofSeconds(-1));
    assertInvalid(token, "not yet valid");
  }

  @Test
  void a_token_of_another_issuer_of_this_process_is_refused() {
    TokenFixture south =
        new TokenFixture(
            TestIssuer.of(Profile.WLCG).named("south").signing("ES256").build(), clock);

    assertInvalid(south.mint(south.claims("")).token(), "no key of this issuer");
    assertInvalid(sign("JWT", GOOD.replace("example/lab", "example/south")), "another issuer's");
  }

  @Test
  void a_changed_token_is_refused() {
    String token = lab.mint(lab.claims("")).token();
    String[] parts = token.split("\\.");
    String payload = Base64URL.from(parts[1]).decodeToString().replace("\"ana\"", "\"ben\"");

    assertInvalid(parts[0] + "." + Base64URL.encode(payload) + "." + parts[2], "signature");
    assertInvalid(parts[0] + "." + parts[1] + "." + "AAAA", "signature");
    assertInvalid(parts[0] + "." + parts[1] + "." + Base64URL.encode(new byte[64]), "signature");
  }

  @Test
  void the_token_does_not_choose_the_algorithm() throws Exception {
    String kid = lab.keys().signing(lab.issuer(), Optional.empty()).kid();
    byte[] publicKey =
        JWKSet.parse(lab.keys().keySet(lab.issuer().id()).json())
            .getKeyByKeyId(kid)
            .toECKey()
            .toECPublicKey()
            .getEncoded();
    JWSObject confused =
        new JWSObject(
            new JWSHeader.Builder(JWSAlgorithm.HS256).type(JOSEObjectType.JWT).keyID(kid).build(),
            new Payload(GOOD));
    confused.sign(new MACSigner(publicKey));

    assertInvalid(confused.serialize(), "signature");
    String none = Base64URL.encode("{\"alg\":\"none\",\"kid\":\"" + kid + "\"}").toString();
    assertInvalid(none + "." + Base64URL.encode(GOOD) + ".", "form");
  }

  @Test
  void a_header_without_key_or_with_an_extension_is_refused() {
    JWSHeader.Builder header = new JWSHeader.Builder(JWSAlgorithm.ES256).type(JOSEObjectType.JWT);
    String kid = lab.keys().signing(lab.issuer(), Optional.empty()).kid();

    assertInvalid(unsigned(header.build()), "names no key");
    assertInvalid(unsigned(header.keyID("other").build()), "no key of this issuer");
    assertInvalid(unsigned(header.keyID(kid).criticalParams(Set.of("exp")).build()), "extension");
    assertInvalid(
        unsigned(
            new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(new JOSEObjectType("logout+jwt"))
                .keyID(kid)
                .build()),
        "type");
    assertInvalid(unsigned(new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(kid).build()), "type");
  }

  @Test
  void signed_text_that_is_no_access_token_is_refused() {
    assertThat(check(lab, sign("JWT", GOOD))).isInstanceOf(Valid.class);
    for (String payload :
        List.of(
            "no json",
            "[]",
            GOOD.replace("\"scope\":\"\",", ""),
            GOOD.replace("\"lineage\":[]", "\"lineage\":\"x\""),
            GOOD.replace("\"lineage\":[]", "\"lineage\":[1]"),
            GOOD.replace("\"client_id\":\"tool\",", ""),
            GOOD.replace("\"exp\":1767270000,", ""),
            GOOD.replace("\"sub\":\"ana\",", ""),
            GOOD.replace("\"jti\":\"j\",", ""),
            GOOD.replace("\"nbf\":1767268740", "\"nbf\":\"soon\""))) {
      assertThat(check(lab, sign("JWT", payload))).as(payload).isInstanceOf(Invalid.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ".", "..", "a.b.c", "a.b", "a.b.c.d.e", "\u0000", "eyJhbGciOiJFUzI1NiJ9.."})
  void what_is_no_token_at_all_is_refused(String text) {
    assertThat(check(lab, text)).isInstanceOf(Invalid.class);
  }

  @Test
  void an_oversized_token_is_refused_unread() {
    assertInvalid("a".repeat(49_153), "longer");
  }

  private String sign(String type, String payload) {
    SigningKey key = lab.keys().signing(lab.issuer(), Optional.empty());
    return key.sign(type, payload.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  private static String unsigned(JWSHeader header) {
    return header.toBase64URL()
        + "."
        + Base64URL.encode(GOOD)
        + "."
        + Base64URL.encode(new byte[64]);
  }

  private AccessTokenCheck check(TokenFixture fixture, String token) {
    return new OwnTokens(fixture.keys())
        .verifyAccessToken(fixture.issuer(), token, clock.instant());
  }

  private void assertInvalid(String token, String why) {
    assertThat(check(lab, token))
        .isInstanceOfSatisfying(Invalid.class, invalid -> assertThat(invalid.why()).contains(why));
  }
}
