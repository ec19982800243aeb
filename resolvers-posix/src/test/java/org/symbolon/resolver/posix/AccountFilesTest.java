package org.symbolon.resolver.posix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.symbolon.resolver.AccountAnswer;
import org.symbolon.resolver.Contribution;
import org.symbolon.resolver.Deadline;
import org.symbolon.resolver.Group;
import org.symbolon.resolver.Health;

/** Files are read as glibc reads them. */
final class AccountFilesTest {
  @TempDir Path directory;
  private Path passwd;
  private Path group;
  private AccountFiles files;

  @BeforeEach
  void files() throws IOException {
    passwd =
        Files.writeString(directory.resolve("passwd"), "ana:x:2001:100:Ana:/home/ana:/bin/sh\n");
    group = Files.writeString(directory.resolve("group"), "users:x:100:\nproject1:x:12350:ana\n");
    files = new AccountFiles(passwd, group);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ben:x:2002:100:Ben:/home/ben:/bin/sh",
        "ben:x:2002:100",
        "  ben:x:2002:100:",
        "ben:: 2002:+100:::",
        "# a comment\n\n:x\nben\nben:x:many:100::\nben:x:2002:100:::"
      })
  void a_line_needs_no_more_than_a_name_and_two_numbers(String lines) throws IOException {
    Files.writeString(passwd, lines);
    assertThat(found("ben").uid()).isEqualTo(OptionalLong.of(2002));
    assertThat(found("ben").gid()).isEqualTo(OptionalLong.of(100));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ben:x:2002",
        "ben:x:2002:",
        "ben:x::100:::",
        "ben:x:2002x:100:::",
        "ben:x:-2:100:::",
        "ben:x:4294967295:100:::",
        "ben:x:99999999999:100:::",
        "#ben:x:2002:100:::",
        "+ben:x:2002:100:::",
        "-ben:x:2002:100:::",
        "ben :x:2002:100:::"
      })
  void a_malformed_line_is_skipped(String line) throws IOException {
    Files.writeString(passwd, line + "\nana:x:2001:100:::\n");
    assertThat(find("ben")).isEqualTo(new AccountAnswer.UnknownUser());
    assertThat(found("ana").uid()).isEqualTo(OptionalLong.of(2001));
  }

  @Test
  void of_two_entries_of_one_name_the_first_counts() throws IOException {
    Files.writeString(passwd, "ana:x:1:1:::\nana:x:0:0:::\n");
    assertThat(found("ana").uid()).isEqualTo(OptionalLong.of(1));
  }

  @Test
  void groups_are_those_that_list_the_name_and_the_primary_one() throws IOException {
    Files.writeString(
        group,
        """
        users:x:100:
        # none:x:1:ana
        broken:x:none:ana
        short:x:2
        project1:x:12350:ben, ana,carl
        project1-alias:x:12350:ana
        trailing:x:12351:ana :odd
        colon:x:12352:ana:more
        """);
    assertThat(found("ana").groups())
        .containsExactlyInAnyOrder(Group.of("users", 100), Group.of("project1", 12350));
  }

  @Test
  void a_primary_group_without_a_name_still_counts() throws IOException {
    Files.writeString(group, "");
    assertThat(found("ana").groups()).containsExactly(Group.numbered(100));
  }

  @Test
  void a_changed_file_is_read_again() throws IOException {
    assertThat(found("ana").groups()).hasSize(2);
    Files.writeString(group, "users:x:100:\n");
    assertThat(found("ana").groups()).hasSize(1);
    // Same size and content length, another time.
    Files.writeString(passwd, "ana:x:2009:100:Ana:/home/ana:/bin/sh\n");
    Files.setLastModifiedTime(passwd, FileTime.from(Instant.ofEpochSecond(1)));
    assertThat(found("ana").uid()).isEqualTo(OptionalLong.of(2009));
    assertThat(find("carl")).isEqualTo(new AccountAnswer.UnknownUser());
  }

  @Test
  void a_file_that_is_gone_is_unavailable_and_what_was_read_before_is_not_used()
      throws IOException {
    found("ana");
    Files.delete(group);
    assertThat(find("ana"))
        .isEqualTo(new AccountAnswer.Unavailable("account files: " + group + " does not exist"));
    assertThat(files.check())
        .isEqualTo(new Health.NotReady("account files: " + group + " does not exist"));
  }

  @Test
  @Timeout(10)
  void a_pipe_in_place_of_a_file_is_unavailable_and_not_waited_for() throws Exception {
    Files.delete(passwd);
    new ProcessBuilder("mkfifo", passwd.toString()).start().waitFor();
    assertThat(find("ana"))
        .isEqualTo(new AccountAnswer.Unavailable("account files: " + passwd + " is not a file"));
  }

  @Test
  void the_check_counts_what_was_read() {
    assertThat(files.check()).isEqualTo(new Health.Ready("1 accounts, 2 groups in files"));
  }

  @Test
  void a_hundred_thousand_accounts_in_twenty_thousand_groups_are_read() throws IOException {
    StringBuilder accounts = new StringBuilder();
    for (int i = 0; i < 100_000; i++) {
      accounts.append("user%d:x:%d:100:::\n".formatted(i, 10_000 + i));
    }
    StringBuilder groups = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      groups.append("group%d:x:%d:user%d,user7\n".formatted(i, 200_000 + i, i * 5));
    }
    Files.writeString(passwd, accounts);
    Files.writeString(group, groups);
    assertThat(found("user7").groups()).hasSize(20_001);
    assertThat(found("user99999").uid()).isEqualTo(OptionalLong.of(109_999));
  }

  private AccountAnswer find(String name) {
    return files.find(name, Deadline.in(Duration.ofMinutes(1)));
  }

  private Contribution found(String name) {
    return ((AccountAnswer.Found) find(name)).contribution();
  }
}
