package org.symbolon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code policy test} and {@code policy diff}, as an administrator runs them. */
class PolicyCommandTest {
  private static final String RECORDED =
      """
      accounts:
        - name: ana
          uid: 5001
          groups: [project1 (gid 12350), operators]
          claims: {loa: 2}
          verdicts:
            - resolver: files
              grants: [storage.read:/data/**]
      expect:
        - ana at portal may openid storage.read:/data/x compute.read storage.stage:/x
        - ana at portal may not storage.modify:/data/raw/x storage.read:/home
        - nightly itself may not compute.read
      """;

  @TempDir private Path directory;
  private PolicySite site;

  @BeforeEach
  void build() throws IOException {
    site = new PolicySite(directory);
  }

  @Test
  void expectations_that_hold_are_counted() throws IOException {
    Ran ran = test(RECORDED);
    assertThat(ran.err()).isEmpty();
    assertThat(ran.out()).isEqualTo("All 7 expectations hold.\n");
    assertThat(ran.code()).isZero();
  }

  @Test
  void recorded_accounts_need_no_resolver() throws IOException {
    Files.delete(directory.resolve("passwd"));
    assertThat(test(RECORDED).code()).isZero();
  }

  @Test
  void an_expectation_that_does_not_hold_is_told_with_its_line_and_the_reason() throws IOException {
    Ran ran = test(RECORDED.replace("may not storage.modify", "may storage.modify"));
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out())
        .isEqualTo(
            """
            FAILED line 11: ana at portal may storage.modify:/data/raw/x
              raw data is read-only (storage.create:/data/raw/**): refuses, as the scope would include what it names
              = refused: it would include what is refused: Raw data is read-only.
            FAILED line 11: ana at portal may storage.read:/home
              rule 5 (storage.*:/**): decides: asks files
              files: refused: nothing like it is recorded as granted
              = refused: nothing like it is recorded as granted
            2 of 7 expectations do not hold.
            """);
  }

  @Test
  void accounts_that_are_not_recorded_are_asked_of_the_resolvers() throws IOException {
    assertThat(
            test("""
                    expect:
                      - alice at portal may storage.read:/data/ana/project1
                      - alice at portal may not storage.modify:/data/ana/project1
                      - bob at portal may not storage.read:/data/ana/project1
                      - bob at portal may compute.read
                      - nobody-here at portal may not openid
                    """)
                .out())
        .isEqualTo("All 5 expectations hold.\n");
  }

  @Test
  void mistakes_of_the_file_are_told_with_their_lines() throws IOException {
    Ran ran = test("expect:\n  - ana at portal might openid\nexpects: []\n");
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err())
        .contains("cases.yaml:2: expect[0] should be written like: alice at portal may")
        .contains("cases.yaml:3: expects is not a setting: did you mean expect?");
  }

  @Test
  void diff_says_what_would_change_for_whom() throws IOException {
    Path old = site.file("old.yaml", Files.readString(site.config()));
    site.write(
        PolicySite.RULES
            .replace("groups: operators", "groups: admins")
            .replace("storage.*:/**", "storage.read:/**"));
    Path cases = site.file("cases.yaml", RECORDED);
    Ran ran =
        site.run(
            "policy",
            "diff",
            old.toString(),
            site.config().toString(),
            "--cases",
            cases.toString());
    assertThat(ran.err()).isEmpty();
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out())
        .contains("ana at portal: compute.read: granted -> refused")
        .contains("  rule 3 (compute.*): is only for members of admins")
        .contains("ana at portal may have:\n  - compute.*\n")
        .contains("  - storage.modify:/**  as files allows  except storage.modify:/data/raw/**\n")
        .endsWith("1 answers change, and what may be asked for in 1 places.\n")
        .doesNotContain("openid");
    Ran same =
        site.run("policy", "diff", old.toString(), old.toString(), "--cases", cases.toString());
    assertThat(same.out()).isEqualTo("Nothing changes for these accounts.\n");
    assertThat(same.code()).isZero();
  }

  private Ran test(String cases) throws IOException {
    Path file = site.file("cases.yaml", cases);
    return site.run("policy", "test", file.toString(), "--config", site.config().toString());
  }
}
