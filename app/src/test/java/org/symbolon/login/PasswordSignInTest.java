package org.symbolon.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.symbolon.audit.Event;
import org.symbolon.grant.Login;
import org.symbolon.grant.Person;
import org.symbolon.grant.Samples;
import org.symbolon.grant.SharedNames;
import org.symbolon.issuer.Issuer;
import org.symbolon.issuer.Profile;
import org.symbolon.issuer.TestIssuer;
import org.symbolon.keys.TestMasterKey;
import org.symbolon.login.PasswordSignIn.Result;
import org.symbolon.protocol.RandomText;
import org.symbolon.store.TestDatabases;
import org.symbolon.upstream.FakeInstitution;
import org.symbolon.upstream.HeldTokens;
import org.symbolon.upstream.TestUpstream;

/** Passwords that an institution knows, and what its limits tell about them. */
class PasswordSignInTest {
  private static final String ADDRESS = "192.0.2.1";
  private static final int MOST = PasswordLimits.DEFAULT.perName();

  private final TestUpstream upstream = new TestUpstream();
  private final TestDatabases.Database database = TestDatabases.shared(TestDatabases.Kind.SQLITE);
  private final Issuer issuer =
      TestIssuer.of(Profile.WLCG).named("lab-" + Samples.text().toLowerCase(Locale.ROOT)).build();
  private final List<Event> events = new ArrayList<>();
  private final PasswordSignIn signIn =
      new PasswordSignIn(
          issuer,
          new LoginMethod.Institution(Objects.requireNonNull(upstream.byMethod().get("campus"))),
          SharedNames.NONE,
          database.store().logins(),
          database.store().failures(),
          TestMasterKey.fresh(),
          address -> address,
          events::add,
          new RandomText(new SecureRandom()),
          database.clock());

  @AfterEach
  void close() {
    upstream.close();
  }

  @Test
  void the_right_password_is_no_failure_however_often_it_is_given() {
    for (int time = 0; time < MOST + 2; time++) {
      assertThat(signIn.begin(proved(), "anna", ADDRESS)).isTrue();
    }
  }

  @Test
  void the_limits_do_not_tell_the_right_password_of_somebody_without_an_account_from_a_wrong_one() {
    upstream.institution().idToken(claims -> claims.claim("preferred_username", "Anna Amsel"));
    for (int time = 0; time < MOST; time++) {
      assertThat(check(FakeInstitution.PASSWORD)).isInstanceOf(Result.Wrong.class);
    }
    assertThat(check(FakeInstitution.PASSWORD)).isInstanceOf(Result.Later.class);
    assertThat(check("a guess")).isInstanceOf(Result.Later.class);
  }

  @Test
  void nor_of_somebody_whose_name_belongs_to_another() {
    database.store().logins().begin(another(), SharedNames.NONE);
    for (int time = 0; time < MOST; time++) {
      assertThat(signIn.begin(proved(), "anna", ADDRESS)).isFalse();
    }
    assertThat(check(FakeInstitution.PASSWORD)).isInstanceOf(Result.Later.class);
  }

  private Login another() {
    return new LoginRecords(
            issuer, new HeldTokens(TestMasterKey.fresh()), new RandomText(new SecureRandom()))
        .make(
            new Person(
                issuer.id(), "campus", upstream.institution().issuer().toString(), "another"),
            "anna",
            Map.of(),
            database.clock().instant(),
            Optional.empty(),
            database.clock().instant());
  }

  private Login proved() {
    Result result = check(FakeInstitution.PASSWORD);
    assertThat(result).isInstanceOf(Result.Proved.class);
    return ((Result.Proved) result).login();
  }

  private Result check(String password) {
    return signIn.check("anna", password, ADDRESS);
  }
}
