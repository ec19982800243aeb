package org.symbolon.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  private Optional<ErrorCode> unmet(Client client, Set<String> wanted, Set<String> acr) {
    return CheckLogin.unmet(
            issuer,
            subjects,
            client,
            new OpenIdRequest(ResponseType.CODE, AskedClaims.NONE, wanted, acr),
            login())
        .map(ProtocolError::code);
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
