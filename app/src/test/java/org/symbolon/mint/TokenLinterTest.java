package org.symbolon.mint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.nimbusds.jwt.SignedJWT;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.symbolon.TestClock;
import org.symbolon.issuer.Profile;
import org.symbolon.issuer.TestIssuer;
import org.symbolon.protocol.ProtocolException;

class TokenLinterTest {
  private static final List<String> TIMES = List.of("iat", "nbf", "exp");
  private static final List<String> TEXTS = List.of("iss", "sub", "aud", "jti", "client_id");

  private final TestClock clock = TestClock.fixed();

  @ParameterizedTest
  @EnumSource(Profile.class)
  void what_is_minted_passes(Profile profile) throws Exception {
    TokenFixture lab = lab(profile);

    assertThatCode(() -> lint(lab, claims(lab))).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @EnumSource(Profile.class)
  void no_required_claim_may_be_missing_or_of_another_type(Profile profile) throws Exception {
    TokenFixture lab = lab(profile);
    List<String> required = new ArrayList<>(claims(lab).keySet());
    assertThat(required).containsAll(TIMES).containsAll(TEXTS).contains("scope", "lineage");

    for (String name : required) {
      assertRefused(lab, without(name, claims(lab)), name);
      for (Object value : List.of(true, 1.5, Map.of("a", 1), List.of(1), List.of(""))) {
        assertRefused(lab, with(name, value, claims(lab)), name);
      }
      Map<String, Object> none = claims(lab);
      none.put(name, null);
      assertRefused(lab, none, name + " is null");
    }
    for (String name : TIMES) {
      assertRefused(lab, with(name, "1767268800", claims(lab)), name + " is missing or no integer");
      assertRefused(lab, with(name, 1767268800.5, claims(lab)), name + " is missing or no integer");
      assertRefused(lab, with(name, 1e30, claims(lab)), name + " is missing or no integer");
    }
    for (String name : TEXTS) {
      assertRefused(lab, with(name, "", claims(lab)), name);
      assertRefused(lab, with(name, 1767268800, claims(lab)), name);
    }
  }

  @ParameterizedTest
  @EnumSource(Profile.class)
  void random_spoiling_of_a_token_is_always_seen(Profile profile) throws Exception {
    TokenFixture lab = lab(profile);
    Map<String, Object> good = claims(lab);
    List<String> names = new ArrayList<>(good.keySet());
    List<Object> junk =
        List.of(
            true, 0.5, -1L, List.of(List.of()), Map.of(), "\n", "a b\u0000", "\u00e9", "..", 9e18);
    Random random = new Random(42);

    for (int round = 0; round < 2000; round++) {
      Map<String, Object> spoiled = new LinkedHashMap<>(good);
      Collections.shuffle(names, random);
      for (String name : names.subList(0, 1 + random.nextInt(3))) {
        if (random.nextInt(4) == 0) {
          spoiled.remove(name);
        } else {
          spoiled.put(name, junk.get(random.nextInt(junk.size())));
        }
      }
      if (isSpoiled(good, spoiled)) {
        assertThatExceptionOfType(ProtocolException.class)
            .as("%s", spoiled)
            .isThrownBy(() -> lint(lab, spoiled));
      }
    }
  }

  @Test
  void times_that_verifiers_without_tolerance_refuse_are_seen() throws Exception {
    TokenFixture lab = lab(Profile.WLCG);
    long now = clock.instant().getEpochSecond();

    assertRefused(lab, with("iat", now + 1, claims(lab)), "iat lies ahead");
    assertRefused(lab, with("iat", 0, claims(lab)), "iat is no time");
    assertRefused(lab, with("nbf", now + 1, claims(lab)), "nbf is after iat");
    assertRefused(lab, with("exp", now, claims(lab)), "exp is not after iat");
    assertRefused(lab, with("exp", (now + 1200) * 1000, claims(lab)), "days ahead");
    assertRefused(lab, with("auth_time", now + 1, claims(lab)), "auth_time lies ahead");
    assertRefused(lab, with("auth_time", "x", claims(lab)), "auth_time is missing or no integer");
  }

  @Test
  void another_issuer_is_seen() throws Exception {
    TokenFixture lab = lab(Profile.WLCG);

    assertRefused(lab, with("iss", "https://issuer.example/lab/", claims(lab)), "iss is not");
  }

  @ParameterizedTest
  @ValueSource(strings = {"an a", "ana\n", "ana\u0000", "\u00e4nne", "ana\u007f"})
  void a_subject_that_would_be_mapped_badly_is_seen(String subject) throws Exception {
    TokenFixture lab = lab(Profile.WLCG);

    assertRefused(lab, with("sub", subject, claims(lab)), "sub has");
  }

  @Test
  void an_audience_with_a_blank_is_seen() throws Exception {
    TokenFixture lab = lab(Profile.WLCG);

    assertRefused(lab, with("aud", "https://a https://b", claims(lab)), "aud has a blank");
    assertRefused(lab, with("aud", List.of("https://a", "b\u007f"), claims(lab)), "aud has");
    assertRefused(lab, with("aud", List.of(), claims(lab)), "aud is neither");
    assertRefused(lab, with("aud", List.of("a", "ANY"), claims(lab)), "wildcard");
  }

  @ParameterizedTest
  @CsvSource({
    "WLCG, wlcg.ver, 1.1",
    "WLCG, wlcg.ver, 1",
    "WLCG, ver, scitoken:2.0",
    "SCITOKENS, ver, scitoken:1.0",
    "SCITOKENS, wlcg.ver, 1.0",
    "PLAIN, ver, 1",
    "PLAIN, wlcg.ver, 1.0"
  })
  void a_version_by_which_scitokens_cpp_reads_another_profile_is_seen(
      Profile profile, String name, String value) throws Exception {
    TokenFixture lab = lab(profile);

    assertRefused(lab, with(name, value, claims(lab)), name);
  }

  @Test
  void the_version_is_a_text_and_no_number() throws Exception {
    TokenFixture lab = lab(Profile.WLCG);

    assertRefused(lab, with("wlcg.ver", 1.0, claims(lab)), "wlcg.ver is not the text 1.0");
  }

  @ParameterizedTest
  @CsvSource({
    "WLCG, storage.read",
    "WLCG, storage.read:/data/../root",
    "WLCG, storage.read:relative",
    "WLCG, read:/data",
    "WLCG, 'storage.read:/a '",
    "WLCG, ' storage.read:/a'",
    "WLCG, 'storage.read:/a  storage.read:/b'",
    "SCITOKENS, read",
    "SCITOKENS, storage.read:/data",
    "SCITOKENS, write:/a//b"
  })
  void scopes_that_verifiers_misread_are_seen(Profile profile, String scope) throws Exception {
    TokenFixture lab = lab(profile);

    assertThatExceptionOfType(ProtocolException.class)
        .isThrownBy(() -> lint(lab, with("scope", scope, claims(lab))));
  }

  @Test
  void what_would_make_it_an_id_token_is_seen() throws Exception {
    TokenFixture lab = lab(Profile.WLCG);

    for (String name : List.of("nonce", "at_hash", "azp")) {
      assertRefused(lab, with(name, "x", claims(lab)), name + " must not be there");
    }
  }

  @Test
  void groups_are_texts() throws Exception {
    TokenFixture lab = lab(Profile.WLCG);

    assertRefused(lab, with("groups", "cms", claims(lab)), "groups is not an array");
    assertRefused(lab, with("wlcg.groups", List.of(7), claims(lab)), "wlcg.groups is not");
    assertRefused(lab, with("wlcg.groups", List.of("cms"), claims(lab)), "slash");
    assertRefused(lab, with("wlcg.groups", List.of("/a b"), claims(lab)), "no legal name");
    assertRefused(lab, with("wlcg.groups", List.of("/a", "/a"), claims(lab)), "twice");
    assertRefused(lab, with("eduperson_entitlement", List.of("cms"), claims(lab)), "AARC-G069");
    assertThatCode(() -> lint(lab, with("wlcg.groups", List.of("/cms"), claims(lab))))
        .doesNotThrowAnyException();
  }

  @Test
  void a_lineage_has_a_bounded_depth() throws Exception {
    TokenFixture lab = lab(Profile.WLCG);

    assertThatCode(() -> lint(lab, with("lineage", Collections.nCopies(9, "id"), claims(lab))))
        .doesNotThrowAnyException();
    assertRefused(lab, with("lineage", Collections.nCopies(10, "id"), claims(lab)), "lineage");
  }

  @Test
  void a_repeated_claim_trailing_text_and_no_object_are_seen() throws Exception {
    TokenFixture lab = lab(Profile.WLCG);
    String good = new String(Json.bytes(claims(lab)), UTF_8);
    String repeated = good.replace("{", "{\"sub\":\"root\",");

    for (String payload : List.of(repeated, good + "{}", "[]", "", "7", "{")) {
      assertThatExceptionOfType(ProtocolException.class)
          .as(payload)
          .isThrownBy(() -> lint(lab, header(lab), payload.getBytes(UTF_8)))
          .satisfies(defect -> assertThat(detail(defect)).contains("the payload is not one"));
    }
  }

  @Test
  void a_token_too_large_for_any_header_is_seen() throws Exception {
    TokenFixture lab = lab(Profile.WLCG);

    assertRefused(lab, with("note", "x".repeat(40_000), claims(lab)), "longer than 32768 bytes");
  }

  @Test
  void a_header_that_verifiers_refuse_is_seen() throws Exception {
    TokenFixture lab = lab(Profile.WLCG);
    String good = new String(header(lab), UTF_8);

    assertHeaderRefused(lab, good.replace("ES256", "none"), "kid and alg");
    assertHeaderRefused(lab, good.replace("ES256", "RS256"), "kid and alg");
    assertHeaderRefused(lab, good.replaceAll("\"kid\":\"[^\"]+\"", "\"kid\":\"other\""), "kid");
    assertHeaderRefused(lab, good.replaceAll("\"kid\":\"[^\"]+\",", ""), "kid is missing");
    assertHeaderRefused(lab, good.replace("\"JWT\"", "\"at+jwt\""), "typ is not JWT");
    assertHeaderRefused(lab, good.replace("{", "{\"crit\":[\"b64\"],"), "crit");
    assertHeaderRefused(lab, good.replace("{", "{\"jku\":\"https://evil\","), "jku");
  }

  @Test
  void what_would_make_an_id_token_an_access_token_is_seen() throws Exception {
    TokenFixture lab = lab(Profile.PLAIN);
    Map<String, Object> id =
        new LinkedHashMap<>(
            SignedJWT.parse(lab.mint(lab.idClaims("openid", Map.of())).token())
                .getPayload()
                .toJSONObject());
    TokenLinter linter = new TokenLinter(lab.keys(), clock);

    assertThatCode(() -> linter.idToken(lab.issuer(), idHeader(lab), Json.bytes(id)))
        .doesNotThrowAnyException();
    for (String name : List.of("scope", "lineage", "client_id", "ver", "wlcg.ver", "scp")) {
      assertThatExceptionOfType(ProtocolException.class)
          .isThrownBy(
              () -> linter.idToken(lab.issuer(), idHeader(lab), Json.bytes(with(name, "x", id))))
          .satisfies(defect -> assertThat(detail(defect)).contains(name));
    }
    for (String name : List.of("aud", "auth_time", "nonce", "at_hash")) {
      assertThatExceptionOfType(ProtocolException.class)
          .isThrownBy(
              () ->
                  linter.idToken(
                      lab.issuer(), idHeader(lab), Json.bytes(with(name, List.of("x"), id))))
          .satisfies(defect -> assertThat(detail(defect)).contains(name));
    }
  }

  private TokenFixture lab(Profile profile) {
    return new TokenFixture(TestIssuer.of(profile).signing("ES256").build(), clock);
  }

  private static Map<String, Object> claims(TokenFixture lab) throws Exception {
    return new LinkedHashMap<>(
        SignedJWT.parse(lab.mint(lab.claims("openid")).token()).getPayload().toJSONObject());
  }

  private static byte[] header(TokenFixture lab) {
    return lab.keys()
        .signing(lab.issuer(), java.util.Optional.empty())
        .header(TokenType.ofAccessToken(lab.issuer().profile()));
  }

  private static byte[] idHeader(TokenFixture lab) {
    return lab.keys().signing(lab.issuer(), java.util.Optional.empty()).header(TokenType.JWT);
  }

  private void lint(TokenFixture lab, Map<String, Object> claims) {
    lint(lab, header(lab), Json.bytes(claims));
  }

  private void lint(TokenFixture lab, byte[] header, byte[] payload) {
    new TokenLinter(lab.keys(), clock)
        .accessToken(lab.issuer(), lab.issuer().audiences(), header, payload);
  }

  private void assertRefused(TokenFixture lab, Map<String, Object> claims, String why) {
    assertThatExceptionOfType(ProtocolException.class)
        .as("%s", claims)
        .isThrownBy(() -> lint(lab, claims))
        .satisfies(defect -> assertThat(detail(defect)).contains(why));
  }

  private void assertHeaderRefused(TokenFixture lab, String header, String why) throws Exception {
    byte[] payload = Json.bytes(claims(lab));
    assertThatExceptionOfType(ProtocolException.class)
        .as(header)
        .isThrownBy(() -> lint(lab, header.getBytes(UTF_8), payload))
        .satisfies(defect -> assertThat(detail(defect)).contains(why));
  }

  private static String detail(ProtocolException defect) {
    return defect.error().detail().orElseThrow();
  }

  /** Some of the junk is fine in some places: an empty-looking id is still a text. */
  private static boolean isSpoiled(Map<String, Object> good, Map<String, Object> spoiled) {
    return good.keySet().stream()
        .anyMatch(
            name ->
                switch (spoiled.get(name)) {
                  case null -> true;
                  case String text ->
                      !text.equals(good.get(name))
                          && !List.of("jti", "client_id").contains(name)
                          && !(List.of("sub", "aud", "scope").contains(name)
                              && List.of("..", "\u00e9").contains(text));
                  case Long number ->
                      !number.equals(good.get(name)) && !(name.equals("nbf") && number == -1);
                  case Object other -> !other.equals(good.get(name));
                });
  }

  private static Map<String, Object> with(String name, Object value, Map<String, Object> claims) {
    Map<String, Object> changed = new LinkedHashMap<>(claims);
    changed.put(name, value);
    return changed;
  }

  private static Map<String, Object> without(String name, Map<String, Object> claims) {
    Map<String, Object> changed = new LinkedHashMap<>(claims);
    changed.remove(name);
    return changed;
  }
}
