package org.symbolon.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.symbolon.authorize.AuthorizationRequest.Proceed;
import org.symbolon.authorize.AuthorizationRequest.ShowError;

/** Where an answer may go at all: nobody is ever redirected to what was not registered. */
class RequestRedirectTest extends RequestReading {
  @Test
  void an_unknown_missing_or_repeated_client_is_never_redirected() {
    set("client_id", "nobody");
    assertThat(read()).isInstanceOf(ShowError.class);
    request.remove("client_id");
    assertThat(read()).isInstanceOf(ShowError.class);
    set("client_id", "native", "native");
    assertThat(read()).isInstanceOf(ShowError.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "http://127.0.0.1:4321/cb/",
        "http://127.0.0.1:4321/CB",
        "http://127.0.0.1:4321/cb?x",
        "http://127.0.0.1:4321/cb#x",
        "http://127.0.0.1:4321",
        "https://127.0.0.1:4321/cb",
        "http://127.0.0.1:80@evil.example/cb",
        "http://127.0.0.1.evil.example/cb",
        "http://127.0.0.1@evil.example/cb",
        "http://evil.example/cb",
        "http://127.0.0.2/cb",
        "http://127.0.0.1:99999/cb",
        "http://127.0.0.1:-1/cb",
        "http://127.0.0.1:123456/cb",
        "http://127.0.0.1:4321\\@evil.example/cb",
        "http://127.0.0.1:4321/cb\r\nSet-Cookie: a=b",
        "http://127.0.0.1:4321/x/../cb",
        "http://127.0.0.1:4321/%63b",
        "HTTP://127.0.0.1:4321/cb",
        "//127.0.0.1/cb",
        "javascript:alert(1)",
        "http://[::1]/cb",
        "http://localhost.evil.example",
        "http://localhost/other",
        "https://app.example:444/cb",
        "https://app.example/cb/../evil",
        "https://app.example/cb?next=https://evil.example",
      })
  void a_redirect_uri_that_was_not_registered_is_never_redirected_to(String uri) {
    set("redirect_uri", uri);
    assertThat(read()).isInstanceOf(ShowError.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1/cb",
        "http://127.0.0.1:1/cb",
        "http://127.0.0.1:65535/cb",
        "http://[::1]:4321/cb?x=1",
        "http://[::1]/cb?x=1",
        "http://localhost",
        "http://localhost:8080",
        "https://app.example/cb",
      })
  void a_native_clients_loopback_redirect_may_have_any_port(String uri) {
    set("redirect_uri", uri);
    assertThat(proceeds().continuation().redirectUri()).isEqualTo(uri);
  }

  @Test
  void a_confidential_clients_port_is_not_free() {
    set("client_id", "confidential");
    assertThat(read()).isInstanceOf(ShowError.class);
    set("redirect_uri", "http://127.0.0.1/cb");
    assertThat(read()).isInstanceOf(Proceed.class);
  }

  @Test
  void a_repeated_redirect_uri_is_never_redirected_to() {
    set("redirect_uri", "http://127.0.0.1/cb", "http://127.0.0.1/cb");
    assertThat(read()).isInstanceOf(ShowError.class);
  }
}
