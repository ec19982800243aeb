package org.symbolon.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.symbolon.authorize.AuthorizationRequest.AnswerError;
import org.symbolon.client.Client;
import org.symbolon.client.GrantType;
import org.symbolon.client.OpenIdOptions;
import org.symbolon.client.ResponseType;
import org.symbolon.client.SubjectType;
import org.symbolon.client.TestClient;
import org.symbolon.issuer.Issuer.OnRefused;
import org.symbolon.protocol.IssuerId;
import org.symbolon.protocol.ResponseMode;
import org.symbolon.web.TestClients;

/** What may be asked for, and which way answers and errors go. */
class RequestResponseTest extends RequestReading {
  private void old(String id, Set<ResponseType> types) {
    Client usual = TestClients.client(id, true, List.of("http://127.0.0.1/cb"), OnRefused.FAIL);
    clients.add(
        TestClient.like(usual)
            .openId(new OpenIdOptions(new SubjectType.Public(), Optional.empty(), types))
            .at(usual.issuer()));
  }

  @Test
  void only_codes_are_issued() {
    for (String type : List.of("token", "id_token", "code token", "code id_token", "none")) {
      set("response_type", type);
      assertThat(error()).containsEntry("error", "unsupported_response_type");
    }
    request.remove("response_type");
    assertThat(error()).containsEntry("error", "invalid_request");
  }

  @Test
  void the_answer_goes_the_way_that_was_asked_for_and_by_the_query_when_none_was() {
    assertThat(proceeds().continuation().replyTo().mode()).isEqualTo(ResponseMode.QUERY);
    for (ResponseMode mode : ResponseMode.values()) {
      set("response_mode", mode.text());
      assertThat(proceeds().continuation().replyTo().mode()).isEqualTo(mode);
    }
    for (String mode : List.of("query.jwt", "QUERY", "web_message")) {
      set("response_mode", mode);
      assertThat(error()).containsEntry("error", "invalid_request");
    }
  }

  @Test
  void tokens_come_through_the_browser_only_where_the_operator_said_so() {
    set("nonce", "n-1");
    set("scope", "openid storage.read:/data");
    for (ResponseType type : ResponseType.values()) {
      set("response_type", type.text());
      if (type.isFrontChannel()) {
        assertThat(location()).as(type.text()).contains("#error=unsupported_response_type&");
        old("native", Set.of(type));
      }
      assertThat(proceeds().continuation().openId().responseType()).isEqualTo(type);
      assertThat(proceeds().continuation().replyTo().mode())
          .isEqualTo(type.isFrontChannel() ? ResponseMode.FRAGMENT : ResponseMode.QUERY);
      assertThat(proceeds().continuation().challenge().isPresent()).isEqualTo(type.hasCode());
    }
  }

  @Test
  void no_token_ever_stands_in_a_query() {
    old("native", Set.of(ResponseType.TOKEN));
    set("response_type", "token");
    set("response_mode", "query");
    assertThat(location()).startsWith("http://127.0.0.1:4321/cb#error=invalid_request&");
    set("response_mode", "form_post");
    assertThat(proceeds().continuation().replyTo().mode()).isEqualTo(ResponseMode.FORM_POST);
  }

  @Test
  void an_id_token_through_the_browser_needs_a_nonce_and_openid() {
    old("native", Set.of(ResponseType.ID_TOKEN, ResponseType.CODE_TOKEN));
    set("response_type", "id_token");
    set("scope", "openid");
    assertThat(location()).contains("#error=invalid_request&").contains("nonce");
    set("nonce", "n-1");
    proceeds();
    set("scope", "storage.read:/data");
    assertThat(location()).contains("#error=invalid_scope&");
    set("response_type", "code token");
    request.remove("nonce");
    proceeds();
  }

  @Test
  void a_client_whose_tokens_are_bound_gets_none_through_the_browser() {
    clients.add(
        TestClient.named("bound")
            .grants(GrantType.AUTHORIZATION_CODE)
            .redirectUris("https://bound.example/cb")
            .openId(
                new OpenIdOptions(
                    OpenIdOptions.DEFAULT.subjects(),
                    Optional.empty(),
                    Set.of(ResponseType.CODE, ResponseType.CODE_TOKEN)))
            .bound(true, false)
            .at(new IssuerId("lab")));
    set("client_id", "bound");
    set("redirect_uri", "https://bound.example/cb");
    set("response_type", "code token");
    assertThat(location()).contains("#error=unauthorized_client&");
    set("response_type", "code");
    proceeds();
  }

  @Test
  void errors_too_go_the_way_that_was_asked_for() {
    set("response_type", "token");
    set("response_mode", "fragment");
    assertThat(location())
        .startsWith("http://127.0.0.1:4321/cb#error=unsupported_response_type&")
        .endsWith("&state=xyz&iss=https%3A%2F%2Flab.example");
    set("response_mode", "form_post");
    AuthorizationAnswer posted = ((AnswerError) read()).answer();
    assertThat(posted.location()).isEqualTo("http://127.0.0.1:4321/cb");
    assertThat(posted.parameters())
        .containsEntry("error", "unsupported_response_type")
        .containsEntry("state", "xyz")
        .containsEntry("iss", "https://lab.example");
  }

  @Test
  void no_form_is_posted_to_a_native_clients_own_scheme() {
    clients.add(TestClients.client("app", true, List.of("org.example.app:/cb"), OnRefused.FAIL));
    set("client_id", "app");
    set("redirect_uri", "org.example.app:/cb");
    set("response_mode", "form_post");
    assertThat(location()).startsWith("org.example.app:/cb?error=invalid_request&");
  }

  @Test
  void a_state_goes_back_as_it_came_and_can_not_break_out_of_the_address() {
    set("state", "a&error=none#x=%0d%0a \"'<>");
    set("response_type", "none");
    assertThat(error()).containsEntry("state", "a&error=none#x=%0d%0a \"'<>");
    assertThat(location()).doesNotContain("\"", "<", " ", "#");
  }

  @Test
  void a_state_that_is_too_long_or_not_printable_is_refused_and_not_sent_back() {
    for (String state : List.of("x".repeat(5000), "a\r\nSet-Cookie: x=y", "\u00e4", "\u0000")) {
      set("state", state);
      assertThat(error()).containsEntry("error", "invalid_request").doesNotContainKey("state");
    }
    set("state", "a", "b");
    assertThat(error()).containsEntry("error", "invalid_request").doesNotContainKey("state");
    set("state", "ok");
    set("nonce", "\u0007");
    assertThat(error()).containsEntry("error", "invalid_request").containsEntry("state", "ok");
  }

  @Test
  void every_error_names_the_issuer() {
    set("response_type", "token");
    assertThat(error()).containsEntry("iss", "https://lab.example").containsEntry("state", "xyz");
    request.remove("state");
    assertThat(error()).doesNotContainKey("state");
  }
}
