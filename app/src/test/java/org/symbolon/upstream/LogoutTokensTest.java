package org.symbolon.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.symbolon.upstream.Upstream.Logout;

/** Which logout tokens are believed (OpenID Connect Back-Channel Logout 1.0 §2.6). */
class LogoutTokensTest {
  private static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";

  private Fixture fixture;

  @BeforeEach
  void open() throws IOException {
    fixture = new Fixture();
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void one_that_is_right_names_whose_session_is_over_and_counts_until_it_expires() {
    Instant now = Instant.ofEpochSecond(Instant.now().getEpochSecond());
    JWTClaimsSet claims = fixture.institution.logout(now).claim("sid", "there-1").build();
    Logout.Ended over = ended(fixture.institution.sign("logout+jwt", claims));
    assertThat(over.issuer()).isEqualTo(fixture.institution.issuer().toString());
    assertThat(over.subject()).contains(FakeInstitution.SUBJECT);
    assertThat(over.session()).contains("there-1");
    assertThat(over.id()).isEqualTo(claims.getJWTID());
    assertThat(over.until()).isEqualTo(now.plusSeconds(180));
  }

  @Test
  void a_subject_or_a_session_alone_will_do_but_neither_does_not() {
    assertThat(ended(token(claims -> claims)).session()).isEmpty();
    assertThat(ended(token(claims -> claims.subject(null).claim("sid", "s"))).subject()).isEmpty();
    assertThat(ended(token(claims -> claims.claim("sid", null))).session()).isEmpty();
    refused(token(claims -> claims.subject(null)));
    refused(token(claims -> claims.subject("")));
    refused(token(claims -> claims.claim("sid", "")));
    refused(token(claims -> claims.claim("sid", 7)));
    refused(token(claims -> claims.subject(null).claim("sid", List.of("s"))));
  }

  @Test
  void another_issuers_or_one_for_another_client_is_refused() {
    refused(token(claims -> claims.issuer("https://elsewhere.example")));
    refused(token(claims -> claims.issuer(fixture.institution.issuer() + "/")));
    refused(token(claims -> claims.issuer(null)));
    refused(token(claims -> claims.audience("another")));
    refused(token(claims -> claims.audience(List.of())));
    refused(token(claims -> claims.audience(Arrays.asList(FakeInstitution.CLIENT, "another"))));
  }

  @Test
  void an_id_token_is_none_and_neither_is_what_has_a_nonce_or_another_event() {
    String[] idToken = new String[1];
    fixture.institution.idTokenText(text -> idToken[0] = text);
    fixture.identified();
    refused(idToken[0]);
    refused(token(claims -> claims.claim("nonce", "n")));
    refused(token(claims -> claims.claim("events", null)));
    refused(token(claims -> claims.claim("events", Map.of())));
    refused(token(claims -> claims.claim("events", EVENT)));
    refused(token(claims -> claims.claim("events", List.of(EVENT))));
    refused(token(claims -> claims.claim("events", Map.of(EVENT, "yes"))));
    refused(token(claims -> claims.claim("events", Map.of(EVENT + "s", Map.of()))));
  }

  @Test
  void each_has_an_id_and_times_that_fit() {
    Instant now = Instant.now();
    refused(token(claims -> claims.jwtID(null)));
    refused(token(claims -> claims.jwtID("")));
    refused(token(claims -> claims.issueTime(null)));
    refused(token(claims -> claims.expirationTime(null)));
    refused(token(claims -> claims.expirationTime(Date.from(now.minusSeconds(90)))));
    refused(token(claims -> claims.issueTime(Date.from(now.plusSeconds(600)))));
    refused(
        token(
            claims ->
                claims
                    .issueTime(Date.from(now.minus(Duration.ofHours(2))))
                    .expirationTime(Date.from(now.plus(Duration.ofHours(2))))));
  }

  @Test
  void one_that_claims_to_be_good_for_years_is_forgotten_when_its_age_refuses_it() {
    Logout.Ended over =
        ended(
            token(
                claims ->
                    claims.expirationTime(Date.from(Instant.now().plus(Duration.ofDays(9999))))));
    assertThat(over.until())
        .isBefore(Instant.now().plus(LogoutTokens.LONGEST_AGE).plus(Duration.ofMinutes(2)));
    fixture.clock.ahead = Duration.ofMinutes(3);
    refused(fixture.institution.logoutToken(claims -> claims));
  }

  @Test
  void the_type_is_that_of_a_logout_token_or_none_but_no_others() {
    JWTClaimsSet claims = fixture.institution.logout(Instant.now()).build();
    for (String type : List.of("logout+jwt", "LOGOUT+JWT", "JWT")) {
      ended(fixture.institution.sign(type, claims));
    }
    ended(fixture.institution.sign(claims));
    for (String type : List.of("at+jwt", "dpop+jwt", "secevent+jwt", "id_token")) {
      refused(fixture.institution.sign(type, claims));
    }
  }

  @Test
  void only_the_institutions_own_keys_sign() throws JOSEException {
    JWTClaimsSet claims = fixture.institution.logout(Instant.now()).build();
    refused(new PlainJWT(claims).serialize());
    refused(byClientSecret(claims));
    refused(fixture.institution.logoutToken(same -> same) + "x");
    refused("");
    refused("a.b.c");
    refused("x".repeat(20_000));
    fixture.institution.signWithEc();
    ended(fixture.institution.sign("logout+jwt", claims));
    fixture.institution.signWithAnotherKey();
    refused(fixture.institution.sign("logout+jwt", claims));
  }

  /** RFC 8725 §2.1: by what the client knows too. */
  private static String byClientSecret(JWTClaimsSet claims) throws JOSEException {
    SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
    token.sign(new MACSigner(FakeInstitution.SECRET.repeat(2)));
    return token.serialize();
  }

  @Test
  void an_algorithm_that_is_not_configured_is_refused() {
    fixture.reopen(Settings.of(fixture.settings()).algorithms(List.of("ES256")).build());
    refused(fixture.institution.logoutToken(claims -> claims));
    fixture.institution.signWithEc();
    ended(fixture.institution.logoutToken(claims -> claims));
  }

  @Test
  void new_keys_are_found() {
    ended(fixture.institution.logoutToken(claims -> claims));
    fixture.institution.changeKeys();
    ended(fixture.institution.logoutToken(claims -> claims));
  }

  @Test
  void whose_keys_can_not_be_had_is_neither_refused_nor_believed() {
    for (String path : List.of("/keys", "/.well-known/openid-configuration")) {
      fixture.institution.answer(path, Faults.status(503));
      fixture.reopen(fixture.settings());
      assertThat(fixture.upstream.readLogout(fixture.institution.logoutToken(claims -> claims)))
          .isInstanceOf(Logout.Unavailable.class);
      fixture.institution.behave(path);
    }
  }

  @Test
  void strangers_with_keys_that_never_were_cost_a_few_requests_and_no_sign_in() {
    fixture.clock.stand();
    fixture.identified();
    int before = fixture.institution.requests("/keys");
    fixture.institution.answer(
        "/keys",
        FakeInstitution.json(200, new JWKSet(fixture.institution.rsaKey()).toJSONObject()));
    fixture.institution.changeKeys();
    String strange = fixture.institution.logoutToken(claims -> claims);
    for (int i = 0; i < 30; i++) {
      assertThat(fixture.upstream.readLogout(strange)).isNotInstanceOf(Logout.Ended.class);
    }
    assertThat(fixture.institution.requests("/keys") - before).isLessThanOrEqualTo(3);
    fixture.institution.behave("/keys");
    fixture.identified();
  }

  private String token(UnaryOperator<JWTClaimsSet.Builder> change) {
    return fixture.institution.logoutToken(change);
  }

  private Logout.Ended ended(String token) {
    Logout logout = fixture.upstream.readLogout(token);
    assertThat(logout).isInstanceOf(Logout.Ended.class);
    return (Logout.Ended) logout;
  }

  private void refused(String token) {
    assertThat(fixture.upstream.readLogout(token)).isInstanceOf(Logout.Invalid.class);
  }
}
