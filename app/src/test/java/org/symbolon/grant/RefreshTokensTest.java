package org.symbolon.grant;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.symbolon.grant.RefreshTokens.Genuine;
import org.symbolon.keys.FileMasterKey;
import org.symbolon.keys.TestMasterKey;
import org.symbolon.protocol.ClientId;
import org.symbolon.protocol.GrantId;
import org.symbolon.protocol.IssuerId;

class RefreshTokensTest {
  private static final IssuerId LAB = new IssuerId("lab");
  private static final ClientId TOOL = new ClientId("tool");
  private static final GrantId GRANT = Samples.id();
  private static final long LAST = 999_999_999_999_999_999L;

  private final String line = FileMasterKey.generate(new SecureRandom());
  private final RefreshTokens tokens = new RefreshTokens(TestMasterKey.of(line));
  private final String key = tokens.activeKeyId();
  private final String token = tokens.text(LAB, TOOL, GRANT, 7, key);

  @Test
  void a_token_of_this_server_tells_its_grant_and_generation() {
    assertThat(tokens.read(LAB, TOOL, token)).contains(new Genuine(GRANT, 7));
  }

  @Test
  void the_same_family_and_generation_give_the_same_token_on_any_node() {
    RefreshTokens otherNode = new RefreshTokens(TestMasterKey.of(line));
    assertThat(otherNode.text(LAB, TOOL, GRANT, 7, key)).isEqualTo(token);
    assertThat(otherNode.read(LAB, TOOL, token)).contains(new Genuine(GRANT, 7));
  }

  @Test
  void each_generation_has_another_token() {
    Set<String> macs = new HashSet<>();
    for (long generation = 0; generation < 50; generation++) {
      String text = tokens.text(LAB, TOOL, GRANT, generation, key);
      macs.add(text.substring(text.lastIndexOf('.')));
    }
    assertThat(macs).hasSize(50);
  }

  @Test
  void a_token_of_another_issuer_client_or_server_is_not_read() {
    assertThat(tokens.read(new IssuerId("south"), TOOL, token)).isEmpty();
    assertThat(tokens.read(LAB, new ClientId("other"), token)).isEmpty();
    assertThat(new RefreshTokens(TestMasterKey.fresh()).read(LAB, TOOL, token)).isEmpty();
  }

  @Test
  void issuer_and_client_can_not_be_shifted_into_each_other() {
    String shifted = tokens.text(new IssuerId("lab2"), new ClientId("x"), GRANT, 7, key);
    assertThat(tokens.read(LAB, new ClientId("2x"), shifted)).isEmpty();
    assertThat(tokens.read(new IssuerId("lab2x"), new ClientId(""), shifted)).isEmpty();
  }

  @Test
  void a_token_changed_anywhere_is_not_read() {
    for (int at = 0; at < token.length(); at++) {
      char other = token.charAt(at) == 'A' ? 'B' : 'A';
      String changed = token.substring(0, at) + other + token.substring(at + 1);
      assertThat(tokens.read(LAB, TOOL, changed)).as("changed at %d", at).isEmpty();
      String shorter = token.substring(0, at) + token.substring(at + 1);
      assertThat(tokens.read(LAB, TOOL, shorter)).as("without %d", at).isEmpty();
    }
  }

  @Test
  void a_generation_can_not_be_moved() {
    assertThat(tokens.read(LAB, TOOL, token.replace(".7.", ".8."))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {".07.", ".007.", ".+7.", ".-7.", ".7e0.", ".٧.", ". 7.", "..", ".7 ."})
  void a_generation_has_one_spelling(String other) {
    assertThat(tokens.read(LAB, TOOL, token.replace(".7.", other))).isEmpty();
  }

  @Test
  void a_generation_as_long_as_can_be_overflows_nowhere() {
    String last = tokens.text(LAB, TOOL, GRANT, LAST, key);
    assertThat(tokens.read(LAB, TOOL, last)).contains(new Genuine(GRANT, LAST));
    assertThat(tokens.read(LAB, TOOL, token.replace(".7.", ".9223372036854775807."))).isEmpty();
    assertThat(tokens.read(LAB, TOOL, token.replace(".7.", ".9223372036854775808."))).isEmpty();
    assertThat(tokens.read(LAB, TOOL, token.replace(".7.", "." + "9".repeat(40) + "."))).isEmpty();
  }

  @Test
  void a_token_of_an_unknown_key_is_not_read() {
    assertThat(tokens.read(LAB, TOOL, token.replace("." + key + ".", ".unknown."))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ".", "...", "a.b.c.d", "eyJhbGciOiJFUzI1NiJ9.e30.AAAA", "\u0000", "é"})
  void what_is_no_token_at_all_is_not_read(String text) {
    assertThat(tokens.read(LAB, TOOL, text)).isEmpty();
    assertThat(tokens.read(LAB, TOOL, token + text))
        .matches(read -> read.isPresent() == text.isEmpty());
  }

  @Test
  void a_huge_token_is_not_read() {
    assertThat(tokens.read(LAB, TOOL, "A".repeat(1_000_000))).isEmpty();
    assertThat(tokens.read(LAB, TOOL, token + "A".repeat(1_000_000))).isEmpty();
  }

  @Test
  void a_rotated_master_key_reads_old_tokens_and_makes_new_ones_under_the_new_key() {
    String newLine = FileMasterKey.generate(new SecureRandom());
    RefreshTokens rotated = new RefreshTokens(TestMasterKey.of(newLine + line));
    assertThat(rotated.activeKeyId()).isNotEqualTo(key);
    assertThat(rotated.read(LAB, TOOL, token)).contains(new Genuine(GRANT, 7));
    assertThat(rotated.text(LAB, TOOL, GRANT, 7, key)).isEqualTo(token);
    String successor = rotated.text(LAB, TOOL, GRANT, 8, rotated.activeKeyId());
    assertThat(rotated.read(LAB, TOOL, successor)).contains(new Genuine(GRANT, 8));
    // Under another key's name it is another token.
    assertThat(
            rotated.read(
                LAB, TOOL, token.replace("." + key + ".", "." + rotated.activeKeyId() + ".")))
        .isEmpty();
  }

  @Test
  void a_master_key_that_was_removed_ends_its_tokens() {
    String newLine = FileMasterKey.generate(new SecureRandom());
    assertThat(new RefreshTokens(TestMasterKey.of(newLine)).read(LAB, TOOL, token)).isEmpty();
  }
}
