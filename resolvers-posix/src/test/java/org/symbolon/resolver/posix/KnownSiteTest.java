package org.symbolon.resolver.posix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.symbolon.resolver.Account;
import org.symbolon.resolver.Verdict;

/**
 * The published cases of WIPAC's scitoken-issuer: homes, and projects shared by groups. The answers
 * are theirs, given that the directories above may be searched, which their check does not ask.
 */
final class KnownSiteTest {
  private static final Account TEST1 = Asking.account("test1", 12345, 12345, 12350, 12351);
  private static final Account TEST2 = Asking.account("test2", 12346, 12347, 12350, 12352);

  @TempDir Path directory;

  @BeforeEach
  void site() throws IOException {
    MustRun.assume(MustRun.canGiveAway(directory), "owners of files can only be set as root");
    make("", 1, 1, 0711);
    make("data", 1, 1, 0711);
    make("data/user", 1, 1, 0711);
    make("data/user/non", 12300, 12300, 0775);
    make("data/user/test1", 12345, 12345, 0775);
    make("data/user/test2", 12346, 12347, 0775);
    make("data/ana", 1, 1, 0711);
    make("data/ana/project1", 1, 12350, 0775);
    make("data/ana/project1/sub1", 1, 12351, 0775);
    make("data/ana/project2", 1, 12352, 0775);
    make("data/ana/project2/sub1", 1, 12353, 0770);
    make("data/ana/project3", 1, 12353, 0775);
    make("data/ana/project3/sub1", 12345, 12353, 0775);
  }

  @ParameterizedTest
  @CsvSource({
    "/, no, no, no, no",
    "/data/user/test1, yes, yes, yes, no",
    "/data/user/test2, yes, no, yes, yes",
    "/data/user/non, yes, no, yes, no",
    "/data/ana/project1, yes, yes, yes, yes",
    "/data/ana/project1/sub1, yes, yes, yes, no",
    "/data/ana/project2, yes, no, yes, yes",
    "/data/ana/project2/sub1, no, no, no, no",
    "/data/ana/project3, yes, no, yes, no",
    "/data/ana/project3/sub1, yes, yes, yes, no",
    "/data/ana/project1/new/deep, yes, yes, yes, yes"
  })
  void its_users_get_the_answers_they_rely_on(
      String path, String read1, String modify1, String read2, String modify2) {
    assertThat(may(TEST1, "storage.read", path)).as("test1 reads").isEqualTo(read1);
    assertThat(may(TEST1, "storage.modify", path)).as("test1 modifies").isEqualTo(modify1);
    assertThat(may(TEST2, "storage.read", path)).as("test2 reads").isEqualTo(read2);
    assertThat(may(TEST2, "storage.modify", path)).as("test2 modifies").isEqualTo(modify2);
  }

  @Test
  void what_stands_below_a_closed_directory_is_refused_unlike_there() throws IOException {
    Files.setAttribute(directory.resolve("data"), "unix:mode", 0700);
    assertThat(Asking.ask(directory, TEST1, "storage.read", "/data/user/test1"))
        .isEqualTo(new Verdict.Refused("others have --- on /data: no x"));
  }

  private String may(Account account, String action, String path) {
    return Asking.ask(directory, account, action, path) instanceof Verdict.Granted ? "yes" : "no";
  }

  private void make(String path, int uid, int gid, int mode) throws IOException {
    Path made = directory.resolve(path);
    if (!path.isEmpty()) {
      Files.createDirectory(made);
    }
    Files.setAttribute(made, "unix:uid", uid);
    Files.setAttribute(made, "unix:gid", gid);
    Files.setAttribute(made, "unix:mode", mode);
  }
}
