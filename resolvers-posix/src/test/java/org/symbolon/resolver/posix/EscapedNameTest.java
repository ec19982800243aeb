package org.symbolon.resolver.posix;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.symbolon.resolver.Verdict;

/** Names are bytes: whatever they are, they stop nothing and deceive nobody. */
final class EscapedNameTest {
  @TempDir Path directory;

  private static String of(String text) {
    return RawPath.printable(text);
  }

  private static String ofBytes(int... bytes) {
    byte[] name = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      name[i] = (byte) bytes[i];
    }
    return RawPath.printable(name);
  }

  @Test
  void what_people_can_read_stays_as_it_is() {
    assertThat(of("project1 (gid 12350)")).isEqualTo("project1 (gid 12350)");
    assertThat(of("Übung 日本 🦊")).isEqualTo("Übung 日本 🦊");
    assertThat(of("")).isEmpty();
  }

  @Test
  void bytes_that_are_no_text_are_told_apart() {
    assertThat(ofBytes('a', 0xff, 'b')).isEqualTo("a\\xffb");
    assertThat(ofBytes('a', 0xfe, 'b')).isEqualTo("a\\xfeb");
    // Half a character at the end, and a slash written in two bytes.
    assertThat(ofBytes('a', 0xc3)).isEqualTo("a\\xc3");
    assertThat(ofBytes(0xc0, 0xaf, 'x')).isEqualTo("\\xc0\\xafx");
    assertThat(ofBytes(0xc3, 0xa4, 0xe2, 0x82, 'x')).isEqualTo("ä\\xe2\\x82x");
  }

  @Test
  void no_name_can_look_like_anothers_escape() {
    assertThat(of("a\\xffb")).isEqualTo("a\\\\xffb");
  }

  @Test
  void characters_that_are_not_seen_as_they_are_become_escapes() {
    assertThat(of("a\nb\u001b[2J")).isEqualTo("a\\x0ab\\x1b[2J");
    assertThat(of("\u202Egpj")).isEqualTo("\\xe2\\x80\\xaegpj");
    assertThat(of("a\u00A0b\u2028\uFFFD")).isEqualTo("a\\xc2\\xa0b\\xe2\\x80\\xa8\\xef\\xbf\\xbd");
  }

  @Test
  void a_name_of_any_length_makes_a_sentence_of_bounded_length() {
    assertThat(of("x".repeat(255))).hasSize(203).endsWith("...");
    assertThat(of("x".repeat(199) + "🦊")).isEqualTo("x".repeat(199) + "...");
  }

  @Test
  void a_walk_judges_names_that_are_no_text_like_any_other() throws Exception {
    TestTree tree = new TestTree(directory).directory("/data", "755");
    Path odd = Path.of(URI.create(tree.path("/data").toUri() + "d%FF%0A"));
    Files.createDirectory(odd);
    Path file = Path.of(URI.create(odd.toUri() + "%C3"));
    Files.createFile(file);
    Files.createSymbolicLink(tree.path("/data/link"), odd.getFileName());
    assertThat(Asking.walk(directory, tree.stranger(), "storage.read", "/data"))
        .isEqualTo(
            new Verdict.Granted(
                "others have r-x on /data; so it is for all 3 entries below", true));
    Files.setAttribute(file, "unix:mode", 0600);
    assertThat(Asking.walk(directory, tree.stranger(), "storage.read", "/data"))
        .isEqualTo(
            new Verdict.Refused("below /data: others have --- on /data/d\\xff\\x0a/\\xc3: no r"));
  }

  @Test
  void a_scopes_own_name_is_shown_the_same_way() {
    assertThat(Asking.ask(directory, new TestTree(directory).stranger(), "storage.read", "/a\\b"))
        .isEqualTo(
            new Verdict.Granted(
                "others have r-x on /, the nearest directory that exists for /a\\\\b"));
  }
}
