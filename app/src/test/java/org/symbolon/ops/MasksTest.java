package org.symbolon.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.symbolon.protocol.RandomText;

final class MasksTest {
  private static final RandomText RANDOM = new RandomText(new SecureRandom());

  static List<Sample> samples() {
    return Samples.all();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void whatever_looks_like_a_secret_is_masked(Sample sample) {
    String masked = Masks.mask(sample.text());
    assertThat(masked).contains(Masks.MASK);
    sample.secrets().forEach(secret -> assertThat(masked).doesNotContain(secret));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void masking_twice_finds_nothing_new(Sample sample) {
    String masked = Masks.mask(sample.text());
    assertThat(Masks.mask(masked)).isEqualTo(masked);
  }

  @Test
  void what_is_passed_over_as_plain_holds_nothing_that_a_closer_look_would_find() {
    String[] pieces = {
      "password",
      "client_secret",
      "code",
      "Bearer",
      "cookie",
      "eyJ",
      "abc",
      "9",
      "_",
      "-",
      ".",
      "'",
      "?",
      "&",
      "*",
      ",",
      "/",
      "{",
      "=",
      ":",
      "%3D",
      "\"",
      "$2y$",
      " ",
      "\t"
    };
    int plain = 0;
    for (int round = 0; round < 20_000; round++) {
      StringBuilder text = new StringBuilder();
      for (int count = RANDOM.below(6); count >= 0; count--) {
        text.append(pieces[RANDOM.below(pieces.length)]);
      }
      if (Hints.isPlain(text.toString())) {
        plain++;
        assertThat(Masks.maskClosely(text.toString())).isEqualTo(text.toString());
      }
    }
    assertThat(plain).isGreaterThan(1000);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void no_text_with_a_secret_is_passed_over_as_plain(Sample sample) {
    assertThat(Hints.isPlain(sample.text())).isFalse();
  }

  @Test
  void texts_without_secrets_stay_as_they_are() {
    for (String text :
        List.of(
            "the resolver directory answers again",
            "granted storage.read:/data/ana/project1 offline_access to ana",
            "POST /token 404 in 12 ms, error code 7",
            "https://gateway.example/device?lang=en and ldap://directory.example:389",
            "the password file /etc/symbolon/password-file is read",
            "grant " + RANDOM.identifier() + " ended",
            "client_secret_basic, token-exchange, code_challenge_method=S256",
            "$HOME/data costs $5 and $2")) {
      assertThat(Masks.mask(text)).isEqualTo(text);
    }
  }

  @Test
  void a_key_id_stays_recognisable() {
    String kid = RANDOM.secret();
    assertThat(Masks.mask("signs with " + kid))
        .isEqualTo("signs with " + kid.substring(0, 6) + "***");
  }

  @Test
  void the_grant_of_a_refresh_token_stays_recognisable() {
    String grant = RANDOM.identifier();
    String token = grant + ".17.k1." + RANDOM.secret();
    assertThat(Masks.mask("got " + token)).isEqualTo("got " + grant + ".***");
  }

  @Test
  void a_value_is_masked_whole_where_its_name_is_that_of_a_secret() {
    for (String name :
        List.of("password", "client_secret", "bindPassword", "code", "refresh_token", "Cookie")) {
      assertThat(Masks.mask(name, "an ordinary word")).isEqualTo(Masks.MASK);
    }
    assertThat(Masks.mask("username", "ana")).isEqualTo("ana");
  }

  @Test
  void a_long_text_is_cut_without_leaving_half_a_secret() {
    String token = Samples.JWT.repeat(3);
    String text = "x ".repeat(2 * Masks.LONGEST - 5) + token;
    String masked = Masks.mask(text);
    assertThat(masked).hasSizeLessThan(Masks.LONGEST + 20).endsWith("(cut)").doesNotContain("eyJ");
  }

  @Test
  void a_hostile_text_is_masked_in_reasonable_time() {
    for (String piece :
        List.of(
            "eyJ", "password", "a", "a.", "://", "$2$", "\"d\":\"", "code=", "secret=\"\\", "1")) {
      String text = piece.repeat(5 * Masks.LONGEST / piece.length());
      long begin = System.nanoTime();
      assertThat(Masks.mask(text)).isNotNull();
      assertThat(Duration.ofNanos(System.nanoTime() - begin))
          .as(piece)
          .isLessThan(Duration.ofSeconds(2));
    }
  }
}
