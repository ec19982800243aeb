package org.symbolon.mint;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.symbolon.client.Client;
import org.symbolon.client.OpenIdOptions;
import org.symbolon.client.SubjectType;
import org.symbolon.client.TestClient;
import org.symbolon.issuer.Issuer;
import org.symbolon.issuer.Profile;
import org.symbolon.issuer.TestIssuer;
import org.symbolon.keys.MasterKey;
import org.symbolon.keys.TestMasterKey;
import org.symbolon.protocol.ClientId;
import org.symbolon.protocol.IssuerId;

class SubjectsTest {
  private static final String OLD = "old " + Base64.getEncoder().encodeToString(new byte[32]);
  private static final String NEW =
      "new "
          + Base64.getEncoder()
              .encodeToString("0123456789abcdef0123456789abcdef".getBytes(US_ASCII));

  private final Issuer open = TestIssuer.of(Profile.WLCG).build();
  private final Issuer opaque = TestIssuer.of(Profile.WLCG).opaque().build();
  private final MasterKey masterKey = TestMasterKey.of(OLD);
  private final String stored = Subjects.newKey(masterKey, new SecureRandom());
  private final Subjects subjects = Subjects.open(masterKey, stored);

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
  void no_change_of_the_master_key_changes_opaque_subjects() {
    MasterKey both = TestMasterKey.of(NEW + "\n" + OLD);
    String sealed =
        both.encrypt("subject-key", "subjects", both.decrypt("subject-key", "subjects", stored));
    Subjects withoutTheOld = Subjects.open(TestMasterKey.of(NEW), sealed);

    assertThat(Subjects.open(both, stored).ofPerson(opaque, "key", "ana"))
        .isEqualTo(subjects.ofPerson(opaque, "key", "ana"));
    assertThat(withoutTheOld.ofPerson(opaque, "key", "ana"))
        .isEqualTo(subjects.ofPerson(opaque, "key", "ana"));
  }

  @Test
  void a_pairwise_subject_is_one_sectors_alone() {
    Client one = pairwise("portal", "lab.example");
    String told = subjects.toldTo(one, open, "key", "ana");

    assertThat(told)
        .matches("[A-Za-z0-9_-]{43}")
        .isEqualTo(subjects.toldTo(one, open, "key", "renamed"))
        .isEqualTo(subjects.toldTo(pairwise("other", "lab.example"), open, "key", "ana"))
        .isNotEqualTo(subjects.toldTo(pairwise("portal", "else.example"), open, "key", "ana"))
        .isNotEqualTo(subjects.toldTo(one, open, "other", "ana"))
        .isNotEqualTo(subjects.ofPerson(opaque, "key", "ana"));
    assertThat(subjects.ofPerson(open, "key", "ana")).isEqualTo("ana");
  }

  @Test
  void no_change_of_the_master_key_changes_pairwise_subjects() {
    MasterKey both = TestMasterKey.of(NEW + "\n" + OLD);
    Client one = pairwise("portal", "lab.example");

    assertThat(Subjects.open(both, stored).toldTo(one, open, "key", "ana"))
        .isEqualTo(subjects.toldTo(one, open, "key", "ana"));
  }

  private static Client pairwise(String id, String sector) {
    return TestClient.named(id)
        .openId(new OpenIdOptions(new SubjectType.Pairwise(sector), Optional.empty()))
        .at(new IssuerId("lab"));
  }

  @Test
  void a_clients_subject_can_be_no_accounts_name() {
    assertThat(Subjects.ofClient(new ClientId("root"))).isEqualTo("client:root");
  }
}
