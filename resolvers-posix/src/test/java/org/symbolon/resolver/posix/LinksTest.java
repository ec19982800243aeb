package org.symbolon.resolver.posix;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.symbolon.resolver.Verdict;

/** Links are followed only while they stay inside the base path. */
final class LinksTest {
  @TempDir Path directory;
  private TestTree tree;

  @BeforeEach
  void base() throws Exception {
    Files.createDirectory(directory.resolve("outside"));
    tree = new TestTree(Files.createDirectory(directory.resolve("base")));
    tree.directory("/data", "755").file("/data/file", "644").directory("/data/sub", "755");
  }

  @Test
  void relative_links_are_followed() {
    tree.link("/near", "data/file").link("/data/sub/up", "../file").link("/chain", "near");
    granted("/near", "others have r-- on /data/file, where /near leads");
    granted("/data/sub/up", "others have r-- on /data/file, where /data/sub/up leads");
    granted("/chain", "others have r-- on /data/file, where /chain leads");
  }

  @Test
  void absolute_links_into_the_base_are_followed_by_its_configured_and_its_real_path()
      throws Exception {
    Path alias = Files.createSymbolicLink(directory.resolve("alias"), tree.base());
    tree.link("/real", tree.base() + "/data/./file").link("/aliased", alias + "/data//file");
    tree.link("/self", tree.base().toString());
    granted("/real", "others have r-- on /data/file, where /real leads");
    granted("/self", "others have r-x on /, where /self leads");
    refused("/aliased", "a link in / leads out of what is served here");
    assertThat(Asking.ask(alias, tree.stranger(), "read", "/real"))
        .isInstanceOf(Verdict.Granted.class);
    assertThat(Asking.ask(alias, tree.stranger(), "read", "/aliased"))
        .isInstanceOf(Verdict.Granted.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../outside",
        "../base/data",
        "data/../../outside",
        "/etc",
        "/",
        "..",
        "data/../.."
      })
  void a_link_that_leads_out_is_refused_even_if_it_leads_in_again(String target) {
    tree.link("/link", target);
    refused("/link", "a link in / leads out of what is served here");
    assertThat(Asking.ask(tree.base(), tree.stranger(), "read", "/link/below"))
        .isInstanceOf(Verdict.Refused.class);
  }

  @Test
  void an_absolute_link_to_a_name_that_only_begins_like_the_base_leads_out() throws Exception {
    Files.createDirectory(directory.resolve("base-other"));
    tree.link("/link", tree.base() + "-other").link("/above", tree.base() + "/../outside");
    refused("/link", "a link in / leads out of what is served here");
    refused("/above", "a link in / leads out of what is served here");
  }

  @Test
  void links_in_a_circle_are_refused() {
    tree.link("/a", "b").link("/b", "a");
    refused("/a", "more than 40 links lead on from /");
  }

  @Test
  void forty_links_in_a_row_are_followed_as_the_kernel_does() {
    tree.link("/l0", "data/file");
    for (int i = 1; i <= 40; i++) {
      tree.link("/l" + i, "l" + (i - 1));
    }
    assertThat(Asking.ask(tree.base(), tree.stranger(), "read", "/l39"))
        .isInstanceOf(Verdict.Granted.class);
    refused("/l40", "more than 40 links lead on from /");
  }

  @Test
  void a_link_to_nothing_is_nothing_where_it_leads() {
    tree.directory("/open", "757").link("/link", "open/new");
    assertThat(Asking.ask(tree.base(), tree.stranger(), "storage.create", "/link"))
        .isEqualTo(
            new Verdict.Granted(
                "others have rwx on /open, the nearest directory that exists for /link"));
  }

  @Test
  void a_link_through_nothing_and_up_again_is_refused() {
    tree.directory("/open", "757").link("/link", "open/new/../../data");
    refused("/link", "a link leads through something that does not exist in /open");
  }

  @Test
  void a_link_whose_target_ends_in_a_slash_names_a_directory() throws Exception {
    shell("ln -s data/file/ file && ln -s data/sub/ sub");
    refused("/file", "/data/file is a file, and a path that ends in a slash names a directory");
    granted("/sub", "others have r-x on /data/sub, where /sub leads");
  }

  @Test
  void search_permission_is_needed_on_the_way_of_the_link_too() {
    tree.directory("/closed", "770").file("/closed/file", "644").link("/link", "closed/file");
    refused("/link", "others have --- on /closed: no x");
  }

  @Test
  void deleting_is_a_matter_of_the_directory_the_name_stands_in() {
    tree.directory("/open", "757").file("/open/file", "666").link("/link", "open/file");
    tree.link("/open/link", "../data/file").mode("/data/file", "666");
    assertThat(Asking.ask(tree.base(), tree.stranger(), "storage.modify", "/link"))
        .isEqualTo(new Verdict.Refused("others have r-x on /: no w, so no deleting"));
    assertThat(Asking.ask(tree.base(), tree.stranger(), "storage.modify", "/open/link"))
        .isInstanceOf(Verdict.Granted.class);
  }

  @Test
  void names_that_are_not_text_are_followed_as_bytes_and_shown_escaped() throws Exception {
    shell("mkdir \"$(printf 'd\\377')\" && ln -s \"$(printf 'd\\377')\" link && chmod 755 d*");
    granted("/link", "others have r-x on /d\\xff, where /link leads");
  }

  @Test
  void somebody_elses_link_where_anybody_may_put_one_is_not_followed() {
    tree.directory("/tmp", "1777").link("/tmp/link", "../data/sub").mode("/", "755");
    assertThat(
            new Permissions(1, 1, 01777, Optional.empty())
                .protectsAgainstLinkOf(Asker.of(tree.stranger(), OptionalLong.of(64001)), 2))
        .isTrue();
    // The link's owner also owns the directory: nobody could have planted it.
    granted("/tmp/link", "others have r-x on /data/sub, where /tmp/link leads");
  }

  /** Links that Java would tidy up while making them. */
  private void shell(String script) throws Exception {
    Process process =
        new ProcessBuilder("sh", "-c", script).directory(tree.base().toFile()).start();
    assertThat(process.waitFor()).isZero();
  }

  private void granted(String path, String why) {
    assertThat(Asking.ask(tree.base(), tree.stranger(), "storage.read", path))
        .isEqualTo(new Verdict.Granted(why));
  }

  private void refused(String path, String why) {
    assertThat(Asking.ask(tree.base(), tree.stranger(), "storage.read", path))
        .isEqualTo(new Verdict.Refused(why));
  }
}
