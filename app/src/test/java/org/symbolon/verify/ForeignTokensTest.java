package org.symbolon.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForeignTokensTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final String AUDIENCE = "https://gateway.example";

  private final ForeignIssuer issuer = new ForeignIssuer();
  private final ForeignTokens tokens =
      new ForeignTokens(
          new Expectations(
              issuer.url().toString(),
              Set.of(AUDIENCE),
              Set.of("ES256"),
              Duration.ofMinutes(10),
              Duration.ofSeconds(30)),
          new PinnedKeys(issuer.keySet()));

  @AfterEach
  void close() {
    issuer.close();
  }

  @Test
  void a_good_token_tells_its_claims() {
    ForeignCheck check = check(claims -> claims.jwtID("one").claim("project", "ana"));
    assertThat(check)
        .isInstanceOfSatisfying(
            ForeignCheck.Valid.class,
            valid -> {
              assertThat(valid.subject()).isEqualTo("pod-1");
              assertThat(valid.id()).contains("one");
              assertThat(valid.issued()).contains(NOW);
              assertThat(valid.expires()).isEqualTo(NOW.plusSeconds(3600));
              assertThat(valid.claims()).containsEntry("project", "ana");
            });
  }

  @Test
  void a_token_for_another_audience_or_for_none_is_invalid() {
    refused(claims -> claims.audience("https://other.example"), "audience");
    refused(claims -> claims.audience((String) null), "audience");
  }

  @Test
  void another_issuers_token_is_invalid() {
    refused(claims -> claims.issuer("https://other.example"), "issuer");
    refused(claims -> claims.issuer(issuer.url() + "/"), "issuer");
    refused(claims -> claims.issuer(null), "issuer");
  }

  @Test
  void a_subject_is_needed_and_bounded() {
    refused(claims -> claims.subject(null), "subject");
    refused(claims -> claims.subject(""), "subject");
    refused(claims -> claims.subject("x".repeat(256)), "subject");
  }

  @Test
  void its_times_hold_within_the_skew() {
    refused(claims -> claims.expirationTime(Date.from(NOW.minusSeconds(30))), "expired");
    accepted(claims -> claims.expirationTime(Date.from(NOW.minusSeconds(29))));
    refused(claims -> claims.notBeforeTime(Date.from(NOW.plusSeconds(31))), "not yet");
    accepted(claims -> claims.notBeforeTime(Date.from(NOW.plusSeconds(30))));
    refused(claims -> claims.issueTime(Date.from(NOW.plusSeconds(31))), "not yet");
    refused(claims -> claims.expirationTime(null), "missing");
  }

  @Test
  void one_that_was_made_too_long_ago_is_invalid_though_it_has_not_expired() {
    accepted(claims -> claims.issueTime(Date.from(NOW.minusSeconds(630))));
    refused(claims -> claims.issueTime(Date.from(NOW.minusSeconds(631))), "older");
  }

  @Test
  void without_the_time_it_was_made_at_it_may_not_last_longer_than_that() {
    accepted(claims -> claims.issueTime(null).expirationTime(Date.from(NOW.plusSeconds(630))));
    refused(
        claims -> claims.issueTime(null).expirationTime(Date.from(NOW.plusSeconds(631))), "ahead");
  }

  @Test
  void another_key_under_the_same_name_does_not_sign_for_it() {
    String forged = issuer.sign(good().build(), ForeignIssuer.newKey("key-1"), JOSEObjectType.JWT);
    assertThat(tokens.check(forged, NOW)).isInstanceOf(ForeignCheck.Invalid.class);
    String unknown = issuer.sign(good().build(), ForeignIssuer.newKey("key-2"), JOSEObjectType.JWT);
    assertThat(tokens.check(unknown, NOW))
        .isEqualTo(new ForeignCheck.Invalid("signed by an unknown key"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"dpop+jwt", "logout+jwt", "secevent+jwt", "oauth-authz-req+jwt"})
  void a_jwt_made_for_something_else_is_invalid(String type) {
    issuer.changeKey("key-1");
    ForeignTokens fresh = new ForeignTokens(expectations(), new PinnedKeys(issuer.keySet()));
    assertThat(fresh.check(issuer.sign(good().build()), NOW))
        .isInstanceOf(ForeignCheck.Valid.class);
    assertThat(fresh.check(signed(type), NOW))
        .isEqualTo(
            new ForeignCheck.Invalid("a JWT of the type " + type + ", made for something else"));
  }

  @Test
  void no_signature_and_one_by_a_public_text_are_none() throws JOSEException {
    String unsigned = new PlainJWT(good().build()).serialize();
    assertThat(tokens.check(unsigned, NOW)).isInstanceOf(ForeignCheck.Invalid.class);
    SignedJWT byText =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("key-1").build(), good().build());
    byText.sign(new MACSigner(issuer.keySet().toString().getBytes(StandardCharsets.UTF_8)));
    assertThat(tokens.check(byText.serialize(), NOW)).isInstanceOf(ForeignCheck.Invalid.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "a.b.c", "\u0000", "e30.e30.", "e30.e30.e30"})
  void what_is_no_token_is_invalid(String text) {
    assertThat(tokens.check(text, NOW)).isInstanceOf(ForeignCheck.Invalid.class);
    assertThat(tokens.check("x".repeat(100_000), NOW)).isInstanceOf(ForeignCheck.Invalid.class);
  }

  @Test
  void nothing_can_be_expected_that_would_let_everyone_in() {
    assertThatThrownBy(() -> expecting(Set.of(), Set.of("ES256"), 30));
    assertThatThrownBy(() -> expecting(Set.of(AUDIENCE), Set.of(), 30));
    assertThatThrownBy(() -> expecting(Set.of(AUDIENCE), Set.of("none"), 30));
    assertThatThrownBy(() -> expecting(Set.of(AUDIENCE), Set.of("ES256"), 301));
  }

  private Expectations expectations() {
    return expecting(Set.of(AUDIENCE), Set.of("ES256"), 30);
  }

  private Expectations expecting(Set<String> audiences, Set<String> algorithms, int skew) {
    return new Expectations(
        issuer.url().toString(),
        audiences,
        algorithms,
        Duration.ofMinutes(10),
        Duration.ofSeconds(skew));
  }

  private String signed(String type) {
    return issuer.signAs(good().build(), new JOSEObjectType(type));
  }

  private JWTClaimsSet.Builder good() {
    return issuer.claims("pod-1", AUDIENCE, NOW);
  }

  private ForeignCheck check(UnaryOperator<JWTClaimsSet.Builder> change) {
    return tokens.check(issuer.sign(change.apply(good()).build()), NOW);
  }

  private void accepted(UnaryOperator<JWTClaimsSet.Builder> change) {
    assertThat(check(change)).isInstanceOf(ForeignCheck.Valid.class);
  }

  private void refused(UnaryOperator<JWTClaimsSet.Builder> change, String why) {
    assertThat(check(change))
        .isInstanceOfSatisfying(
            ForeignCheck.Invalid.class, invalid -> assertThat(invalid.why()).contains(why));
  }
}
