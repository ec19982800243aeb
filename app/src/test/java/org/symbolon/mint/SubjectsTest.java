package org.symbolon.mint;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.symbolon.issuer.Issuer;
import org.symbolon.issuer.Profile;
import org.symbolon.issuer.TestIssuer;
import org.symbolon.keys.TestMasterKey;
import org.symbolon.protocol.ClientId;

class SubjectsTest {
  private static final String OLD = "old " + Base64.getEncoder().encodeToString(new byte[32]);
  private static final String NEW =
      "new "
          + Base64.getEncoder()
              .encodeToString("0123456789abcdef0123456789abcdef".getBytes(US_ASCII));

  private final Issuer open = TestIssuer.of(Profile.WLCG).build();
  private final Issuer opaque = TestIssuer.of(Profile.WLCG).opaque().build();
  private final Subjects subjects = new Subjects(TestMasterKey.of(OLD));

  @Test
  void the_local_name_is_the_subject_by_default() {
    assertThat(subjects.ofPerson(open, "key", "ana")).isEqualTo("ana");
  }

  @Test
  void an_opaque_subject_is_always_the_same_and_tells_nothing() {
    assertThat(subjects.ofPerson(opaque, "key", "ana"))
        .matches("[A-Za-z0-9_-]{43}")
        .isEqualTo(subjects.ofPerson(opaque, "key", "renamed"))
        .isNotEqualTo(subjects.ofPerson(opaque, "other", "ana"))
        .isNotEqualTo(
            subjects.ofPerson(
                TestIssuer.of(Profile.WLCG).opaque().named("south").build(), "key", "ana"));
  }

  @Test
  void a_rotation_of_the_master_key_keeps_opaque_subjects() {
    Subjects rotated = new Subjects(TestMasterKey.of(NEW + "\n" + OLD));

    assertThat(rotated.ofPerson(opaque, "key", "ana"))
        .isEqualTo(subjects.ofPerson(opaque, "key", "ana"))
        .isNotEqualTo(new Subjects(TestMasterKey.of(NEW)).ofPerson(opaque, "key", "ana"));
  }

  @Test
  void a_clients_subject_can_be_no_accounts_name() {
    assertThat(Subjects.ofClient(new ClientId("root"))).isEqualTo("client:root");
  }
}
