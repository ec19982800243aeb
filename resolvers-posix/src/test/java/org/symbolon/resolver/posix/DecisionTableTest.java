package org.symbolon.resolver.posix;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.symbolon.resolver.Verdict;

/** The table of what each action needs, row by row, asked by one of the others. */
final class DecisionTableTest {
  @TempDir Path directory;
  private TestTree tree;

  @BeforeEach
  void base() {
    tree = new TestTree(directory);
  }

  @ParameterizedTest
  @ValueSource(strings = {"storage.read", "storage.stage", "read"})
  void reading_a_file_needs_r(String action) {
    tree.file("/yes", "004").file("/no", "773");
    granted(action, "/yes");
    refused(action, "/no", "others have -wx on /no: no r");
  }

  @ParameterizedTest
  @ValueSource(strings = {"storage.read", "storage.stage", "read"})
  void reading_a_directory_needs_r_and_x(String action) {
    tree.directory("/yes", "705").directory("/r", "774").directory("/x", "771");
    granted(action, "/yes");
    refused(action, "/r", "others have r-- on /r: no x");
    refused(action, "/x", "others have --x on /x: no r");
  }

  @ParameterizedTest
  @ValueSource(strings = {"storage.read", "storage.stage", "read"})
  void reading_nothing_needs_r_and_x_on_the_nearest_that_exists(String action) {
    tree.directory("/yes", "705").directory("/x", "771");
    granted(action, "/yes/new/deep");
    refused(
        action,
        "/x/new/deep",
        "others have --x on /x: no r, the nearest directory that exists for /x/new/deep");
  }

  @Test
  void creating_what_exists_as_a_file_is_refused() {
    tree.file("/file", "777");
    refused("storage.create", "/file", "/file exists: creating never changes what is there");
  }

  @ParameterizedTest
  @ValueSource(strings = {"storage.create", "storage.modify", "write"})
  void changing_a_directory_needs_w_and_x_on_itself(String action) {
    tree.directory("/yes", "703").directory("/w", "772").directory("/x", "775");
    granted(action, "/yes");
    refused(action, "/w", "others have -w- on /w: no x");
    refused(action, "/x", "others have r-x on /x: no w");
  }

  @ParameterizedTest
  @ValueSource(strings = {"storage.create", "storage.modify", "write"})
  void making_something_new_needs_w_and_x_on_the_nearest_that_exists(String action) {
    tree.directory("/yes", "703").directory("/x", "775");
    granted(action, "/yes/new");
    granted(action, "/yes/new/deep/");
    refused(
        action,
        "/x/new",
        "others have r-x on /x: no w, the nearest directory that exists for /x/new");
  }

  @ParameterizedTest
  @ValueSource(strings = {"storage.modify", "write"})
  void changing_a_file_needs_w_on_it_and_w_and_x_on_its_directory(String action) {
    tree.directory("/open", "703").file("/open/yes", "702").file("/open/no", "775");
    tree.directory("/closed", "775").file("/closed/file", "772");
    granted(action, "/open/yes");
    refused(action, "/open/no", "others have r-x on /open/no: no w");
    refused(action, "/closed/file", "others have r-x on /closed: no w, so no deleting");
  }

  @ParameterizedTest
  @ValueSource(strings = {"storage.modify", "write"})
  void in_a_sticky_directory_only_the_owner_of_file_or_directory_changes_files(String action) {
    tree.directory("/tmp", "1777").file("/tmp/file", "666");
    refused(
        action,
        "/tmp/file",
        "/tmp is sticky: only the owner of the file or of the directory may delete");
    assertThat(Asking.ask(directory, tree.owner(), action, "/tmp/file"))
        .isInstanceOf(Verdict.Granted.class);
  }

  @Test
  void a_sticky_directory_lets_anybody_make_files_of_their_own() {
    tree.directory("/tmp", "1777");
    granted("storage.create", "/tmp/new");
    granted("storage.modify", "/tmp");
  }

  @ParameterizedTest
  @ValueSource(strings = {"storage.read", "storage.create", "storage.modify"})
  void a_trailing_slash_on_a_file_is_refused(String action) {
    tree.file("/file", "777").mode("/", "777");
    refused(action, "/file/", "/file is a file, and a path that ends in a slash names a directory");
  }

  @Test
  void a_trailing_slash_on_a_directory_is_as_none() {
    tree.directory("/data", "755");
    granted("storage.read", "/data/");
    granted("storage.read", "/");
  }

  @Test
  void below_a_file_there_is_nothing() {
    tree.file("/file", "777").mode("/", "777");
    refused("storage.create", "/file/new", "/file is a file: there is nothing below it");
  }

  @Test
  void each_directory_on_the_way_needs_x_the_base_itself_included() {
    tree.directory("/a", "776").directory("/a/b", "777").file("/a/b/file", "777");
    refused("storage.read", "/a/b/file", "others have rw- on /a: no x");
    tree.mode("/a", "711");
    granted("storage.read", "/a/b/file");
    tree.mode("/", "776");
    refused("storage.read", "/a/b/file", "others have rw- on /: no x");
  }

  @Test
  void pipes_and_sockets_are_refused() throws Exception {
    new ProcessBuilder("mkfifo", "-m", "777", tree.path("/pipe").toString()).start().waitFor();
    refused("storage.read", "/pipe", "/pipe is neither a file nor a directory");
    refused("storage.read", "/pipe/below", "/pipe is a file: there is nothing below it");
  }

  private void granted(String action, String path) {
    assertThat(Asking.ask(directory, tree.stranger(), action, path))
        .isInstanceOf(Verdict.Granted.class);
  }

  private void refused(String action, String path, String why) {
    assertThat(Asking.ask(directory, tree.stranger(), action, path))
        .isEqualTo(new Verdict.Refused(why));
  }
}
