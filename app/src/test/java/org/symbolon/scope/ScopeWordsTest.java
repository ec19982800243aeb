package org.symbolon.scope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.symbolon.scope.PolicyFixture.EVERYONE;
import static org.symbolon.scope.PolicyFixture.GRANT;
import static org.symbolon.scope.PolicyFixture.rule;
import static org.symbolon.scope.ScopePatternTest.scope;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.symbolon.resolver.ScopeQuestion.ScopePath;

class ScopeWordsTest {
  @ParameterizedTest
  @CsvSource({
    "storage.read:/data/ana/project1, Read files below /data/ana/project1",
    "storage.create:/data/,           Create new files below /data",
    "storage.modify:/data,            Change and delete files below /data",
    "storage.stage:/tape,             Bring files from tape below /tape",
    "storage.poll:/tape,              See which files are on tape below /tape",
    "read:/,                          Read files below /",
    "write:/a%20b/%C3%9Cbung,         'Create, change and delete files below /a b/Übung'",
    "openid,                          Know who you are",
    "profile,                         Read your name",
    "email,                           Read your e-mail address",
    "offline_access,                  Keep working while you are away",
    "compute.create,                  Submit batch jobs",
    "wlcg.groups:/cms,                Know that you are in the group /cms",
    "xyz,                             Use “xyz”"
  })
  void scopes_are_told_in_plain_words(String scope, String words) {
    assertThat(ScopeWords.inWords(scope(scope))).isEqualTo(words);
  }

  @Test
  void offline_access_says_until_when() {
    assertThat(ScopeWords.inWords(scope("offline_access"), Optional.of("3 March 2027")))
        .isEqualTo("Keep working while you are away, until 3 March 2027");
    assertThat(ScopeWords.inWords(scope("openid"), Optional.of("3 March 2027")))
        .isEqualTo("Know who you are");
  }

  @Test
  void a_scope_with_a_path_says_whether_what_lies_below_was_checked() {
    assertThat(ScopeWords.note(granted("storage.read:/data", false)))
        .contains("What lies below was not checked; the storage must enforce it.");
    assertThat(ScopeWords.note(granted("storage.read:/data", true)))
        .contains(
            "What lies below was checked too, as it is now; the storage must enforce what comes"
                + " later.");
    assertThat(ScopeWords.note(granted("openid", false))).isEmpty();
  }

  private static Outcome.Granted granted(String text, boolean subtreeChecked) {
    return new Outcome.Granted(
        scope(text),
        scope(text),
        rule("storage.read:/**", EVERYONE, GRANT),
        List.of(),
        subtreeChecked,
        new Trace(List.of(), List.of()));
  }

  @Test
  void characters_that_deceive_the_eye_are_shown_encoded() {
    // U+202E turns the direction of what follows; U+00A0 looks like a blank.
    assertThat(words("a\u202Eb")).isEqualTo("Read files below /a%E2%80%AEb");
    assertThat(words("a\u00A0b")).isEqualTo("Read files below /a%C2%A0b");
    assertThat(words("a\uE000b")).isEqualTo("Read files below /a%EE%80%80b");
  }

  private static String words(String segment) {
    return ScopeWords.inWords(new PathScope("read", new ScopePath(List.of(segment), false)));
  }
}
