package org.symbolon.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileMasterKeyTest {
  private static final String OLD = "old " + base64((byte) 1);
  private static final String NEW = "new " + base64((byte) 2);

  @TempDir private Path folder;

  @Test
  void a_generated_line_is_a_master_key() {
    FileMasterKey key = TestMasterKey.fresh();

    assertThat(key.ids()).containsExactly(key.activeId());
    assertThat(key.decrypt("purpose", "context", key.encrypt("purpose", "context", "a text")))
        .isEqualTo("a text");
  }

  @Test
  void comments_and_empty_lines_are_skipped_and_the_first_key_is_active() {
    FileMasterKey key = TestMasterKey.of("# ours\n\n  " + NEW + "\n\t# before 2026\n" + OLD + "\n");

    assertThat(key.ids()).containsExactly("new", "old");
    assertThat(key.activeId()).isEqualTo("new");
  }

  @Test
  void what_was_encrypted_before_a_rotation_is_read_after_it() {
    String before = TestMasterKey.of(OLD).encrypt("p", "c", "kept");
    FileMasterKey rotated = TestMasterKey.of(NEW + "\n" + OLD);

    assertThat(rotated.decrypt("p", "c", before)).isEqualTo("kept");
    assertThat(rotated.encrypt("p", "c", "later")).startsWith("new.");
    assertThat(rotated.mac("old", "p", bytes("x")))
        .isEqualTo(TestMasterKey.of(OLD).mac("old", "p", bytes("x")));
  }

  @Test
  void what_a_removed_key_encrypted_is_refused_with_its_id() {
    String before = TestMasterKey.of(OLD).encrypt("p", "c", "lost");

    assertThatIllegalStateException()
        .isThrownBy(() -> TestMasterKey.of(NEW).decrypt("p", "c", before))
        .withMessageContaining("'old'")
        .withMessageContaining("does not hold");
  }

  @Test
  void another_purpose_context_or_key_reads_nothing() {
    FileMasterKey key = TestMasterKey.of(NEW);
    String encrypted = key.encrypt("login", "ana", "secret");

    assertUnreadable(key, "session", "ana", encrypted);
    assertUnreadable(key, "login", "ben", encrypted);
    assertUnreadable(key, "logina", "na", encrypted);
    assertUnreadable(TestMasterKey.of("new " + base64((byte) 9)), "login", "ana", encrypted);
  }

  @Test
  void a_changed_or_cut_text_is_refused() {
    FileMasterKey key = TestMasterKey.of(NEW);
    String encrypted = key.encrypt("p", "c", "secret");
    char last = encrypted.charAt(10);

    assertUnreadable(key, "p", "c", encrypted.substring(0, encrypted.length() - 4));
    assertUnreadable(key, "p", "c", encrypted.replace(last, last == 'A' ? 'B' : 'A'));
    assertUnreadable(key, "p", "c", "new.AAAA");
    assertUnreadable(key, "p", "c", "new.***");
    assertUnreadable(key, "p", "c", "");
    assertThatIllegalStateException()
        .isThrownBy(() -> key.decrypt("p", "c", "a\nb.AAAA"))
        .withMessageContaining("'?'");
  }

  @Test
  void the_same_text_is_never_encrypted_alike() {
    FileMasterKey key = TestMasterKey.of(NEW);

    assertThat(key.encrypt("p", "c", "same")).isNotEqualTo(key.encrypt("p", "c", "same"));
  }

  @Test
  void a_mac_is_hmac_under_a_key_by_rfc_5869() throws GeneralSecurityException {
    byte[] pseudoRandom = hmac(bytes("symbolon master key 1"), filled((byte) 2));
    byte[] derived = hmac(pseudoRandom, bytes("mac:refresh\u0001"));

    assertThat(TestMasterKey.of(NEW).mac("new", "refresh", bytes("family")))
        .isEqualTo(hmac(derived, bytes("family")));
  }

  @Test
  void each_purpose_has_its_own_key() {
    FileMasterKey key = TestMasterKey.of(NEW);

    assertThat(key.mac("new", "a", bytes("x"))).isNotEqualTo(key.mac("new", "b", bytes("x")));
  }

  @Test
  void a_mac_under_an_unknown_key_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TestMasterKey.of(NEW).mac("gone", "a", bytes("x")))
        .withMessageContaining("gone");
  }

  @Test
  void the_fingerprint_tells_whether_two_nodes_have_the_same_key() {
    assertThat(TestMasterKey.of(NEW).fingerprint("new"))
        .hasSize(22)
        .isEqualTo(TestMasterKey.of(NEW + "\n" + OLD).fingerprint("new"))
        .isNotEqualTo(TestMasterKey.of("new " + base64((byte) 9)).fingerprint("new"));
  }

  @Test
  void a_missing_file_says_how_to_make_one() {
    Path file = folder.resolve("none");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> FileMasterKey.load(file))
        .withMessageContaining("bin/symbolon master-key new " + file);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "# nothing here\n\n"})
  void a_file_without_a_key_says_how_to_make_one(String lines) throws IOException {
    Path file = write(lines.getBytes(UTF_8), "rw-------");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> FileMasterKey.load(file))
        .withMessageContaining("holds no key")
        .withMessageContaining("master-key new");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rw-----w-"})
  void a_file_that_others_may_read_or_change_is_refused(String permissions) throws IOException {
    Path file = write(NEW.getBytes(UTF_8), permissions);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> FileMasterKey.load(file))
        .withMessageContaining("chmod 600");
  }

  @Test
  void a_folder_and_a_binary_file_are_refused() throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    Path binary = write(new byte[] {(byte) 0xFF, (byte) 0xFE}, "rw-------");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> FileMasterKey.load(folder))
        .withMessageContaining("cannot be read");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FileMasterKey.load(binary))
        .withMessageContaining("is not text");
  }

  @Test
  void a_wrong_line_is_named_without_its_key() {
    assertWrong("alone", "line 1", "form");
    assertWrong("a b c", "line 1", "form");
    assertWrong("# \nid c2hvcnQ=", "line 2", "5 bytes");
    assertWrong("id !secret!", "line 1", "not base64");
    assertWrong("i.d " + base64((byte) 3), "line 1", "letters");
    assertWrong(NEW + "\n" + NEW, "line 2", "repeats");
  }

  @Test
  void a_master_key_prints_only_its_ids() {
    assertThat(TestMasterKey.of(NEW)).hasToString("FileMasterKey[new]");
  }

  private static void assertWrong(String lines, String... says) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TestMasterKey.of(lines))
        .withMessageContainingAll(says)
        .satisfies(error -> assertThat(error.getMessage()).doesNotContain("secret"))
        .withNoCause();
  }

  private static void assertUnreadable(
      MasterKey key, String purpose, String context, String encrypted) {
    assertThatIllegalStateException()
        .isThrownBy(() -> key.decrypt(purpose, context, encrypted))
        .satisfies(error -> assertThat(error.getMessage()).doesNotContain("secret"));
  }

  private Path write(byte[] content, String permissions) throws IOException {
    Path file = Files.write(folder.resolve("master.key"), content);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }

  private static byte[] hmac(byte[] key, byte[] text) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(text);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private static byte[] filled(byte value) {
    byte[] key = new byte[32];
    java.util.Arrays.fill(key, value);
    return key;
  }

  private static String base64(byte value) {
    return Base64.getEncoder().encodeToString(filled(value));
  }
}
