package org.symbolon.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.symbolon.config.Reader.after;
import static org.symbolon.config.Reader.loaded;
import static org.symbolon.config.Reader.mistakes;
import static org.symbolon.config.Reader.with;
import static org.symbolon.config.Reader.without;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.symbolon.fetch.Limits;
import org.symbolon.fetch.Reach;
import org.symbolon.upstream.UpstreamSettings;
import org.symbolon.upstream.UpstreamSettings.TokenEndpointAuthentication;

class LoginTest {
  private static final String OPENID = "openid: https://idp.campus.example/realm";
  private static final String CLIENT = "client-id: gateway";

  private static UpstreamSettings login(String yaml) {
    LoginMethodConfig login = loaded(yaml).issuers().getFirst().logins().getFirst();
    return ((LoginMethodConfig.Oidc) login).settings();
  }

  private static List<String> wrong(String... settings) {
    return mistakes(after(CLIENT, settings));
  }

  @Test
  void an_institution_needs_an_address_and_a_client() {
    UpstreamSettings login = login(Reader.SIMPLE);

    assertThat(login.issuer()).isEqualTo(URI.create("https://idp.campus.example/realm"));
    assertThat(login.label()).isEqualTo("campus");
    assertThat(login.scopes()).containsExactly("openid", "profile", "email");
    assertThat(login.offline()).isTrue();
    assertThat(login.limits()).isEqualTo(Limits.DEFAULT);
    assertThat(login.authentication()).isEqualTo(TokenEndpointAuthentication.CLIENT_SECRET_BASIC);
  }

  @Test
  void an_institution_has_all_that_is_said_of_it() {
    UpstreamSettings login =
        login(
            after(
                CLIENT,
                "label: Example University",
                "client-authentication: secret-post",
                "scopes: [openid, groups]",
                "recheck: false",
                "username-claim: eppn",
                "username-pattern: \"([a-z]+)@x\"",
                "extra-parameters: {kc_idp_hint: x}",
                "algorithms: ES256",
                "ask-userinfo: true",
                "connect-timeout: 1s",
                "timeout: 2s",
                "reach: site",
                "concurrency: 3"));

    assertThat(login.label()).isEqualTo("Example University");
    assertThat(login.authentication()).isEqualTo(TokenEndpointAuthentication.CLIENT_SECRET_POST);
    assertThat(login.scopes()).containsExactly("openid", "groups");
    assertThat(login.offline()).isFalse();
    assertThat(login.username().claim()).isEqualTo("eppn");
    assertThat(login.username().pattern().pattern()).isEqualTo("([a-z]+)@x");
    assertThat(login.authorizationParameters()).isEqualTo(Map.of("kc_idp_hint", "x"));
    assertThat(login.algorithms()).containsExactly("ES256");
    assertThat(login.userinfo()).isTrue();
    assertThat(login.limits().connect()).isEqualTo(Duration.ofSeconds(1));
    assertThat(login.limits().total()).isEqualTo(Duration.ofSeconds(2));
    assertThat(login.limits().reach()).isEqualTo(Reach.SITE);
    assertThat(login.concurrency()).isEqualTo(3);
  }

  @Test
  void an_institution_on_this_machine_may_be_reached_there_and_by_http() {
    assertThat(login(with(OPENID, "openid: http://127.0.0.1:9000/campus")).limits().reach())
        .isEqualTo(Reach.LOOPBACK);
    assertThat(mistakes(with(OPENID, "openid: http://idp.campus.example")))
        .containsExactly(
            "login[0].openid should begin with https://: http is for loopback addresses only");
  }

  @Test
  void an_institutions_address_is_its_issuer_and_not_its_metadata() {
    assertThat(
            mistakes(with(OPENID, "openid: https://idp.example/.well-known/openid-configuration")))
        .singleElement()
        .asString()
        .contains("without /.well-known/");
    assertThat(login(with(OPENID, "openid: https://idp.example/")).issuer())
        .hasToString("https://idp.example/");
  }

  @Test
  void a_client_without_a_secret_is_a_public_one() {
    assertThat(login(without("client-secret: not-a-secret")).authentication())
        .isEqualTo(TokenEndpointAuthentication.NONE);
    assertThat(mistakes(with("client-secret: not-a-secret", "client-authentication: secret-post")))
        .containsExactly("login[0].client-authentication has no effect without client-secret-file");
  }

  @Test
  void openid_is_always_among_the_scopes() {
    assertThat(wrong("scopes: [profile]"))
        .containsExactly("login[0].scopes should have openid among them");
    assertThat(wrong("scopes: [openid profile]"))
        .contains("login[0].scopes[0] is not a scope: separate them by commas, or write a list");
  }

  @Test
  void extra_parameters_are_none_that_the_login_sets_itself() {
    for (String parameter :
        List.of("client_id", "redirect_uri", "scope", "state", "nonce", "code_challenge")) {
      assertThat(wrong("extra-parameters: {" + parameter + ": x}"))
          .as(parameter)
          .containsExactly(
              "login[0].extra-parameters sets "
                  + parameter
                  + ", which the gateway sets itself: remove it");
    }
  }

  @Test
  void a_username_pattern_is_a_regular_expression() {
    assertThat(wrong("username-pattern: \"[a-z\""))
        .singleElement()
        .asString()
        .startsWith("login[0].username-pattern is not a regular expression");
  }

  @Test
  void id_tokens_are_never_signed_symmetrically() {
    assertThat(wrong("algorithms: HS256")).hasSize(1);
    assertThat(wrong("algorithms: none")).hasSize(1);
  }

  @Test
  void a_login_has_a_name_of_its_own_and_one_kind() {
    assertThat(mistakes(without(OPENID)))
        .containsExactly(
            "login[0] needs openid with a provider's URL, passwords with a resolver's name, or local-accounts");
    assertThat(mistakes(with(OPENID, OPENID, "local-accounts: []")))
        .contains("login[0].local-accounts stands beside openid: make two login methods of it");
    assertThat(
            mistakes(
                Reader.SIMPLE.replace(
                    "resolvers:",
                    "  - {name: campus, openid: \"https://x.example\", client-id: x}\nresolvers:")))
        .containsExactly("login[1].name is another login method's too: give each its own");
  }
}
