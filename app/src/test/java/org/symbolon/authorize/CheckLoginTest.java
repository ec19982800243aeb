package org.symbolon.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.symbolon.client.Client;
import org.symbolon.client.OpenIdOptions;
import org.symbolon.client.ResponseType;
import org.symbolon.client.SubjectType;
import org.symbolon.client.TestClient;
import org.symbolon.grant.AskedClaims;
import org.symbolon.grant.Grant;
import org.symbolon.grant.GrantKind;
import org.symbolon.grant.Login;
import org.symbolon.grant.Person;
import org.symbolon.issuer.Issuer;
import org.symbolon.issuer.Profile;
import org.symbolon.issuer.TestIssuer;
import org.symbolon.login.OpenIdRequest;
import org.symbolon.mint.Subjects;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.GrantId;
import org.symbolon.protocol.ProtocolError;
import org.symbolon.resolve.Rights;
import org.symbolon.resolver.Account;

class CheckLoginTest {
  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

  private final Issuer issuer = TestIssuer.of(Profile.WLCG).build();
  private final Subjects subjects = new Subjects(new byte[32]);
  private final Client portal = TestClient.named("portal").at(issuer.id());
  private final Client news =
      TestClient.named("news")
          .openId(new OpenIdOptions(new SubjectType.Pairwise("news.example"), Optional.empty()))
          .at(issuer.id());

  @Test
  void nothing_demanded_anybody_will_do() {
    assertThat(unmet(portal, Set.of(), Set.of())).isEmpty();
  }

  @Test
  void another_person_than_the_one_asked_for_will_not_do() {
    assertThat(unmet(portal, Set.of("ana"), Set.of())).isEmpty();
    assertThat(unmet(portal, Set.of("bob"), Set.of())).contains(ErrorCode.LOGIN_REQUIRED);
  }

  @Test
  void a_person_is_asked_for_by_the_clients_own_subject() {
    String told = subjects.toldTo(news, issuer, person().key(), "ana");
    assertThat(unmet(news, Set.of(told), Set.of())).isEmpty();
    assertThat(unmet(news, Set.of("ana"), Set.of())).contains(ErrorCode.LOGIN_REQUIRED);
  }

  @Test
  void a_login_must_be_as_strong_as_is_essential() {
    assertThat(unmet(portal, Set.of(), Set.of("mfa", "other"))).isEmpty();
    assertThat(unmet(portal, Set.of(), Set.of("hardware")))
        .contains(ErrorCode.UNMET_AUTHENTICATION_REQUIREMENTS);
  }

  @Test
  void a_person_is_known_by_the_name_that_the_site_gave_the_account() {
    Rights.Known ana1 = found("ana1");
    assertThat(check(portal, Set.of("ana1"), ana1)).isEqualTo(new LoginFit.Fits());
    assertThat(check(portal, Set.of("ana"), ana1)).isInstanceOf(LoginFit.Unfit.class);
  }

  @Test
  void nobody_without_an_account_is_the_one_and_while_none_can_be_found_nothing_is_said() {
    assertThat(check(portal, Set.of("ana"), new Rights.Outcome.NoAccount("none", "none")))
        .isInstanceOf(LoginFit.Unfit.class);
    assertThat(check(portal, Set.of("ana"), new Rights.Outcome.Unavailable("down")))
        .isEqualTo(new LoginFit.Unavailable("down"));
  }

  @Test
  void nobody_is_looked_for_where_anybody_will_do() {
    assertThat(
            CheckLogin.check(
                issuer,
                subjects,
                portal,
                OpenIdRequest.CODE,
                login(),
                () -> {
                  throw new AssertionError("asked for an account");
                }))
        .isEqualTo(new LoginFit.Fits());
  }

  private Optional<ErrorCode> unmet(Client client, Set<String> wanted, Set<String> acr) {
    return switch (check(client, wanted, acr, found("ana"))) {
      case LoginFit.Unfit(ProtocolError error) -> Optional.of(error.code());
      case LoginFit.Fits fits -> Optional.empty();
      case LoginFit.Unavailable(String why) -> throw new AssertionError(why);
    };
  }

  private LoginFit check(Client client, Set<String> wanted, Rights.Known account) {
    return check(client, wanted, Set.of(), account);
  }

  private LoginFit check(Client client, Set<String> wanted, Set<String> acr, Rights.Known account) {
    return CheckLogin.check(
        issuer,
        subjects,
        client,
        new OpenIdRequest(ResponseType.CODE, AskedClaims.NONE, wanted, acr),
        login(),
        () -> account);
  }

  private static Rights.Known found(String name) {
    return new Rights.Known.Found(
        new Account(name, OptionalLong.of(1000), OptionalLong.of(1000), Set.of(), Map.of()));
  }

  private Person person() {
    return new Person(issuer.id(), "campus", "https://campus.example", "f:1");
  }

  private Login login() {
    return new Login(
        new Grant(
            new GrantId("login"),
            issuer.id(),
            List.of(),
            GrantKind.LOGIN,
            person().key(),
            "ana",
            Optional.empty(),
            Optional.empty(),
            "",
            "",
            List.of(),
            NOW,
            NOW,
            NOW.plusSeconds(3600),
            Optional.empty()),
        person(),
        Map.of("acr", "mfa"),
        Optional.empty(),
        NOW,
        NOW);
  }
}
