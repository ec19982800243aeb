package org.symbolon.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.symbolon.grant.Samples.NOW;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.symbolon.grant.Code;
import org.symbolon.grant.Codes;
import org.symbolon.grant.DeviceCodes;
import org.symbolon.grant.Families;
import org.symbolon.grant.Grant;
import org.symbolon.grant.Login;
import org.symbolon.grant.Logins;
import org.symbolon.grant.Samples;

@ParameterizedClass
@EnumSource(TestDatabases.Kind.class)
final class SmokeTest {
  private final TestDatabases.Kind kind;

  SmokeTest(TestDatabases.Kind kind) {
    this.kind = kind;
  }

  @Test
  void a_code_becomes_a_family_that_rotates() {
    Store store = TestDatabases.shared(kind).store();
    Login login = Samples.login();
    assertThat(store.logins().begin(login, login.person().key()))
        .isEqualTo(new Logins.Begun.Stored());
    assertThat(store.logins().find(login.grant().id())).contains(login);
    Code code = Samples.code(login);
    store.codes().issue(code);
    assertThat(store.codes().find(code.hash())).contains(new Codes.Issued(code, login, true));
    Grant grant = Samples.below(login.grant(), code.grant(), Samples.EXPIRES);
    assertThat(store.codes().redeem(code.hash(), grant, Optional.of(Samples.family()), NOW))
        .isEqualTo(new Codes.Redemption.Redeemed());
    assertThat(store.grants().find(grant.id())).contains(grant);
    assertThat(store.families().find(grant.id())).isPresent();
    Families.Use use =
        new Families.Use(
            grant.id(), 0, "k1", Duration.ofSeconds(60), NOW.plus(Duration.ofDays(30)), NOW);
    assertThat(store.families().rotate(use)).isEqualTo(new Families.Rotation.Rotated(1, "k1"));
    assertThat(store.families().rotate(use)).isEqualTo(new Families.Rotation.Repeated(1, "k1"));
    assertThat(store.codes().redeem(code.hash(), grant, Optional.empty(), NOW))
        .isEqualTo(new Codes.Redemption.Replayed());
    assertThat(store.families().rotate(use)).isEqualTo(new Families.Rotation.Gone());
    assertThat(store.grants().alive(grant.lineage(), NOW)).isFalse();
    assertThat(
            store
                .logins()
                .leaseRecheck(login.grant().id(), NOW, Duration.ZERO, Duration.ofSeconds(5)))
        .isInstanceOf(Logins.Lease.Ask.class);
    var request = Samples.deviceRequest();
    assertThat(store.deviceCodes().start(request)).isTrue();
    assertThat(store.deviceCodes().poll(Samples.ISSUER, Samples.CLIENT, request.deviceCode(), NOW))
        .isEqualTo(new DeviceCodes.Poll.Pending());
    assertThat(store.failures().count("x", Duration.ofSeconds(5), NOW)).isPositive();
    assertThat(store.setKindIfNone("demo")).isEqualTo("demo");
    assertThat(store.trouble()).isEmpty();
    assertThat(store.sweep(NOW, 10)).isNotEmpty();
  }
}
