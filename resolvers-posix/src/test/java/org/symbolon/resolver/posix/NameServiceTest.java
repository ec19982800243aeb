package org.symbolon.resolver.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.symbolon.resolver.AccountAnswer;
import org.symbolon.resolver.AccountSource;
import org.symbolon.resolver.Contribution;
import org.symbolon.resolver.Deadline;
import org.symbolon.resolver.Group;
import org.symbolon.resolver.Health;
import org.symbolon.resolver.Principal;

/** What the name service's answers mean, the rare ones included. */
final class NameServiceTest {
  /** Knows ana in groups 100, 12350 and the nameless 777; its sources of groups may be down. */
  private record Names(boolean groupsDown, long uid) implements NameCalls {
    @Override
    public Optional<PasswdEntry> passwd(String name) {
      return name.equalsIgnoreCase("ana")
          ? Optional.of(new PasswdEntry("ana", uid, 100))
          : Optional.empty();
    }

    @Override
    public long[] groups(String name, long primary) {
      return groupsDown ? new long[] {primary} : new long[] {primary, 12350, 777, 12350};
    }

    @Override
    public Optional<String> groupName(long gid) throws CallFailed {
      if (gid == 100) {
        return Optional.of("users");
      }
      if (groupsDown) {
        throw new CallFailed("getgrgid_r", Errno.ECONNREFUSED);
      }
      return gid == 12350 ? Optional.of("project1") : Optional.empty();
    }
  }

  @Test
  void groups_without_a_name_still_count() {
    assertThat(find(new Names(false, 2001), "ana"))
        .isEqualTo(
            new AccountAnswer.Found(
                new Contribution(
                    Optional.of("ana"),
                    OptionalLong.of(2001),
                    OptionalLong.of(100),
                    Set.of(
                        Group.of("users", 100), Group.of("project1", 12350), Group.numbered(777)),
                    Map.of())));
  }

  @Test
  void the_name_is_spelled_as_the_source_spells_it() {
    assertThat(find(new Names(false, 2001), "ANA"))
        .isInstanceOfSatisfying(
            AccountAnswer.Found.class,
            found -> assertThat(found.contribution().name()).contains("ana"));
  }

  @Test
  void a_source_of_groups_that_is_down_is_not_taken_for_fewer_groups() {
    assertThat(find(new Names(true, 2001), "ana"))
        .isEqualTo(
            new AccountAnswer.Unavailable(
                "the name service: getgrgid_r: connection refused (ECONNREFUSED)"));
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        Errno.EIO,
        Errno.EMFILE,
        Errno.ETIMEDOUT,
        Errno.ENOENT,
        Errno.EACCES,
        Errno.EPERM,
        3,
        11
      })
  void any_error_number_means_down_and_never_unknown(int errno) {
    assertThat(find(new FailingNames(errno), "ana")).isInstanceOf(AccountAnswer.Unavailable.class);
    assertThat(new NameService(new FailingNames(errno)).check())
        .isInstanceOf(Health.NotReady.class);
  }

  @Test
  void an_account_whose_uid_means_none_is_disabled() {
    assertThat(find(new Names(false, 4294967295L), "ana"))
        .isInstanceOf(AccountAnswer.Disabled.class);
  }

  @Test
  void a_name_of_digits_is_not_a_uid() {
    assertThat(find(new LibcNames(), "0")).isEqualTo(new AccountAnswer.UnknownUser());
  }

  @Test
  void naming_the_groups_ends_with_the_deadline() {
    AtomicLong clock = new AtomicLong();
    Deadline deadline = Deadline.in(Duration.ofNanos(2), clock::incrementAndGet);
    assertThat(new NameService(new Names(false, 2001)).find("ana", deadline))
        .isInstanceOf(AccountAnswer.Unavailable.class);
  }

  @Test
  void buffers_grow_until_the_answer_fits() throws CallFailed {
    LibcNames small = new LibcNames(1, 1 << 20, 0, 1 << 10);
    LibcNames usual = new LibcNames();
    assertThat(small.passwd("root")).isEqualTo(usual.passwd("root")).isPresent();
    assertThat(small.groupName(0)).isEqualTo(usual.groupName(0)).contains("root");
    assertThat(small.groups("root", 0)).isEqualTo(usual.groups("root", 0)).contains(0);
  }

  @Test
  void an_answer_that_fits_no_buffer_is_a_failure_and_not_cut_short() {
    LibcNames tiny = new LibcNames(1, 1, 0, 0);
    assertThatThrownBy(() -> tiny.passwd("root"))
        .isInstanceOf(CallFailed.class)
        .hasMessage("getpwnam_r: too large (ERANGE)");
    assertThatThrownBy(() -> tiny.groups("root", 0)).isInstanceOf(CallFailed.class);
  }

  @Test
  void the_name_that_an_earlier_resolver_found_is_looked_up_rather_than_the_logins() {
    AccountSource source =
        new PosixResolver(
            new NameService(new Names(false, 2001)),
            new PosixJudge(Optional.empty(), Map.of(), true, Turns.ofThisMachine()));
    Contribution earlier =
        new Contribution(
            Optional.of("ana"), OptionalLong.empty(), OptionalLong.empty(), Set.of(), Map.of());
    Principal principal = new Principal("ana@example.org", "https://idp.example", "1", Map.of());
    Deadline deadline = Deadline.in(Duration.ofMinutes(1));
    assertThat(source.account(principal, earlier, deadline))
        .isInstanceOf(AccountAnswer.Found.class);
    assertThat(source.account(principal, Contribution.NONE, deadline))
        .isEqualTo(new AccountAnswer.UnknownUser());
  }

  private static AccountAnswer find(NameCalls calls, String name) {
    return new NameService(calls).find(name, Deadline.in(Duration.ofMinutes(1)));
  }
}
