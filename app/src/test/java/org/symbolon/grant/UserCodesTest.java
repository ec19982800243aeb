package org.symbolon.grant;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.symbolon.keys.MasterKey;
import org.symbolon.protocol.IssuerId;
import org.symbolon.protocol.RandomText;
import org.symbolon.web.TestKeys;

class UserCodesTest {
  private static final IssuerId LAB = new IssuerId("lab");

  private final MasterKey key = TestKeys.fresh();
  private final UserCodes codes = codes(key);

  @Test
  void codes_have_no_vowels_no_look_alikes_and_more_than_2_to_34_combinations() {
    Set<Character> letters = new HashSet<>();
    for (int count = 0; count < 2000; count++) {
      String code = codes.make();
      assertThat(code).matches("[A-Z]{8}");
      code.chars().forEach(letter -> letters.add((char) letter));
    }
    assertThat(letters).doesNotContain('A', 'E', 'I', 'O', 'U', 'Y').hasSize(20);
    assertThat(Math.pow(letters.size(), 8)).isGreaterThan(Math.pow(2, 34));
  }

  @Test
  void codes_are_shown_in_groups() {
    assertThat(UserCodes.shown("BDFGHKLM")).isEqualTo("BDFG-HKLM");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "BDFG-HKLM",
        "bdfg-hklm",
        "BDFGHKLM",
        " b d f g h k l m ",
        "BDFG\u2014HKLM",
        "BDFG\u2212HKLM",
        "BDFG\u00a0HKLM",
        "--BDFG--HKLM--",
      })
  void reading_forgives_case_dashes_and_blanks(String typed) {
    assertThat(UserCodes.read(typed)).contains("BDFGHKLM");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "BDFGHKL",
        "BDFGHKLMN",
        "ADFGHKLM",
        "BDFG_HKLM",
        "BDFG'--HKLM",
        "\u0412DFGHKLM"
      })
  void what_can_be_no_code_is_none(String typed) {
    assertThat(UserCodes.read(typed)).isEmpty();
  }

  @Test
  void an_endless_text_is_no_code() {
    assertThat(UserCodes.read("BDFGHKLM" + " ".repeat(10_000))).isEmpty();
  }

  @Test
  void the_hash_depends_on_the_issuer_and_shows_nothing_of_the_code() {
    String hash = codes.hash(LAB, "BDFGHKLM");
    assertThat(hash).isNotEqualTo(codes.hash(new IssuerId("annex"), "BDFGHKLM"));
    assertThat(hash)
        .doesNotContain("BDFG")
        .isNotEqualTo(codes(TestKeys.fresh()).hash(LAB, "BDFGHKLM"));
  }

  @Test
  void a_code_is_found_again_after_the_master_key_has_rotated() {
    String old = TestKeys.line();
    String before = codes(TestKeys.of(old)).hash(LAB, "BDFGHKLM");
    UserCodes rotated = codes(TestKeys.of(TestKeys.line(), old));
    List<String> hashes = rotated.hashes(LAB, "BDFGHKLM");
    assertThat(hashes).hasSize(2).contains(before);
    assertThat(hashes.getFirst()).isEqualTo(rotated.hash(LAB, "BDFGHKLM"));
  }

  private static UserCodes codes(MasterKey key) {
    return new UserCodes(key, new RandomText(new SecureRandom()));
  }
}
