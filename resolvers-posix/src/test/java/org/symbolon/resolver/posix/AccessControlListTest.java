package org.symbolon.resolver.posix;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.symbolon.resolver.Verdict;
import org.symbolon.resolver.posix.AccessControlList.Entry;

/**
 * The kernel's rules for lists, said in words; that they are the kernel's is compared elsewhere.
 */
final class AccessControlListTest {
  private static final int OWNER = 1;
  private static final int USER = 2;
  private static final int OWNING_GROUP = 4;
  private static final int GROUP = 8;
  private static final int MASK = 16;
  private static final int OTHER = 32;
  private static final long NONE = 0xffff_ffffL;

  private static final Asker ANA =
      Asker.of(Asking.account("ana", 2001, 100, 200), OptionalLong.of(2001));

  @Test
  void a_named_user_is_judged_by_that_entry_within_the_mask() {
    Permissions file = permissions(0650, new Entry(USER, 7, 2001), new Entry(MASK, 5, NONE));
    assertThat(file.ask(ANA, Ruling.READ).on("/f"))
        .isEqualTo("user entry of ana within the mask has r-x on /f");
    assertThat(file.ask(ANA, Ruling.WRITE).on("/f"))
        .isEqualTo("user entry of ana within the mask has r-x on /f: no w");
  }

  @Test
  void the_owner_is_judged_by_the_mode_whatever_the_list_names() {
    Permissions file =
        new Permissions(2001, 1, 0470, list(new Entry(USER, 7, 2001), new Entry(MASK, 7, NONE)));
    assertThat(file.ask(ANA, Ruling.WRITE).on("/f")).isEqualTo("owner ana has r-- on /f: no w");
  }

  @Test
  void one_group_entry_must_give_all_that_is_wanted() {
    Permissions directory =
        permissions(
            0777,
            new Entry(OWNING_GROUP, 0, NONE),
            new Entry(GROUP, 2, 100),
            new Entry(GROUP, 1, 200),
            new Entry(MASK, 7, NONE),
            new Entry(OTHER, 7, NONE));
    assertThat(directory.ask(ANA, Ruling.WRITE).granted()).isTrue();
    assertThat(directory.ask(ANA, Ruling.SEARCH).granted()).isTrue();
    assertThat(directory.ask(ANA, Ruling.WRITE | Ruling.SEARCH).on("/d"))
        .isEqualTo(
            "group g100 (gid 100) or group g200 (gid 200) has -wx on /d: no one entry gives all of"
                + " it");
  }

  @Test
  void a_matching_group_that_gives_too_little_keeps_one_from_being_one_of_the_others() {
    Permissions file =
        permissions(
            0777, new Entry(GROUP, 0, 100), new Entry(MASK, 7, NONE), new Entry(OTHER, 7, NONE));
    assertThat(file.ask(ANA, Ruling.READ).on("/f"))
        .isEqualTo("group g100 (gid 100) has --- on /f: no r");
  }

  @Test
  void whom_no_entry_matches_is_one_of_the_others() {
    Permissions file =
        permissions(
            0774, new Entry(OWNER, 7, NONE), new Entry(GROUP, 7, 300), new Entry(OTHER, 4, NONE));
    assertThat(file.ask(ANA, Ruling.READ).on("/f")).isEqualTo("others have r-- on /f");
  }

  @Test
  void the_kernel_does_not_look_at_a_list_whose_mask_is_empty() {
    Permissions file = permissions(0704, new Entry(USER, 7, 2001), new Entry(MASK, 0, NONE));
    assertThat(file.ask(ANA, Ruling.READ).on("/f")).isEqualTo("others have r-- on /f");
  }

  @Test
  void bytes_of_an_unknown_form_are_not_a_list() {
    assertThat(AccessControlList.parse(ByteBuffer.allocate(0))).isEmpty();
    assertThat(AccessControlList.parse(ByteBuffer.allocate(12))).as("version 0").isEmpty();
    assertThat(AccessControlList.parse(bytes(2, 9))).as("half an entry").isEmpty();
    assertThat(AccessControlList.parse(bytes(2, 12).putShort(4, (short) 64)))
        .as("an unknown kind of entry")
        .isEmpty();
    assertThat(AccessControlList.parse(bytes(2, 12).putShort(4, (short) OTHER))).isPresent();
  }

  @Test
  void a_list_of_many_entries_is_read_whole(@TempDir Path directory) throws Exception {
    MustRun.assume(MustRun.have("setfacl"), "making access control lists needs setfacl");
    TestTree tree = new TestTree(directory).file("/file", "600");
    String users =
        IntStream.range(0, 500)
            .mapToObj(i -> "u:" + (70_000 + i) + ":r")
            .collect(Collectors.joining(","));
    Process setfacl =
        new ProcessBuilder("setfacl", "-m", users, tree.path("/file").toString()).start();
    MustRun.assume(setfacl.waitFor() == 0, "the temporary directory keeps lists of 500 entries");
    assertThat(Asking.ask(directory, Asking.account("last", 70_499, 1), "read", "/file"))
        .isEqualTo(new Verdict.Granted("user entry of last has r-- on /file"));
    assertThat(Asking.ask(directory, Asking.account("none", 70_500, 1), "read", "/file"))
        .isEqualTo(new Verdict.Refused("others have --- on /file: no r"));
  }

  private static ByteBuffer bytes(int version, int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN).putInt(version).rewind();
  }

  private static Permissions permissions(int mode, Entry... entries) {
    return new Permissions(1, 1, mode, list(entries));
  }

  private static Optional<AccessControlList> list(Entry... entries) {
    return Optional.of(new AccessControlList(List.of(entries)));
  }
}
