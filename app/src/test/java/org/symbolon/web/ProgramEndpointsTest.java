package org.symbolon.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.symbolon.keys.KeySet;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.ProtocolError;
import org.symbolon.protocol.ProtocolException;
import org.symbolon.token.TokenAnswer;

/** What programs are answered: JSON, statuses and headers as the standards have them. */
class ProgramEndpointsTest {
  private static final String FORM = "application/x-www-form-urlencoded";

  private static TestGateway gateway;
  private static TokenRequests usualToken;
  private static UserinfoRequests usualUserinfo;
  private TestBrowser program;

  @BeforeAll
  static void start() {
    gateway = TestGateway.start();
    usualToken = gateway.token;
    usualUserinfo = gateway.userinfo;
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @BeforeEach
  void newProgram() {
    program = gateway.browser();
    program.headers.clear();
    gateway.tokenCalls.clear();
  }

  @AfterEach
  void asUsual() {
    gateway.token = usualToken;
    gateway.userinfo = usualUserinfo;
  }

  @Test
  void a_token_answer_is_json_that_nobody_keeps() {
    gateway.token =
        call ->
            new TokenAnswer(
                "a.b.c",
                TokenAnswer.BEARER,
                Duration.ofMinutes(20),
                "",
                Optional.of("re\"fresh"),
                Optional.of("i.d.t"));
    Answer answer = program.post("/oauth2/token", Map.of("grant_type", "x"));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body())
        .isEqualTo(
            "{\"access_token\":\"a.b.c\",\"token_type\":\"Bearer\",\"expires_in\":1200,"
                + "\"scope\":\"\",\"refresh_token\":\"re\\\"fresh\",\"id_token\":\"i.d.t\"}");
    assertThat(answer.header("Content-Type")).isEqualTo("application/json");
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(answer.headers("Set-Cookie")).isEmpty();
    assertThat(answer.headers("Server")).isEmpty();
  }

  @Test
  void only_the_form_counts_and_never_the_query() {
    program.headers.put("Authorization", "Basic eA==");
    program.post(
        "/oauth2/token?client_id=evil&client_secret=leaked&grant_type=y",
        Map.of("grant_type", "x", "scope", "a b+%\u00e4"));
    assertThat(gateway.tokenCalls)
        .singleElement()
        .satisfies(
            call -> {
              assertThat(call.authorization()).contains("Basic eA==");
              assertThat(call.form().values()).containsOnlyKeys("grant_type", "scope");
              assertThat(call.form().one("scope")).contains("a b+%\u00e4");
              assertThat(call.address()).isEqualTo("127.0.0.1");
            });
  }

  @Test
  void an_error_has_the_status_of_its_code() {
    for (ErrorCode code : ErrorCode.values()) {
      gateway.token =
          call -> {
            throw ProtocolException.of(code, "wrong \"quoted\" \\ \u00e4\n");
          };
      Answer answer = program.post("/oauth2/token", Map.of("grant_type", "x"));
      assertThat(answer.status()).isEqualTo(code.status());
      assertThat(answer.body())
          .isEqualTo(
              "{\"error\":\"" + code.text() + "\",\"error_description\":\"wrong 'quoted' ? ??\"}");
      assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    }
  }

  @Test
  void a_client_that_did_not_prove_itself_is_told_how() {
    Answer answer =
        program.post(
            "/oauth2/device_authorization", Map.of("client_id", "portal", "client_secret", "x"));
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.body()).contains("invalid_client");
    assertThat(answer.header("WWW-Authenticate")).startsWith("Basic realm=");
  }

  @Test
  void what_can_not_be_said_now_may_be_asked_again() {
    gateway.token =
        call -> {
          throw ProtocolError.unavailable("try again", "database is gone").exception();
        };
    Answer answer = program.post("/oauth2/token", Map.of("grant_type", "x"));
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.header("Retry-After")).isEqualTo("10");
    assertThat(answer.body()).contains("temporarily_unavailable").doesNotContain("database");
  }

  @Test
  void a_mistake_of_ours_tells_only_its_reference() {
    gateway.token =
        call -> {
          throw new IllegalStateException("password=hunter2");
        };
    Answer answer = program.post("/oauth2/token", Map.of("grant_type", "x"));
    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.body())
        .contains("server_error", "the log has it under")
        .doesNotContain("hunter2", "Exception", "at org");
  }

  @Test
  void a_body_of_another_kind_is_refused() {
    for (String type : new String[] {"application/json", "multipart/form-data; boundary=x", ""}) {
      HttpRequest.Builder request =
          program.request("/oauth2/token").POST(BodyPublishers.ofString("grant_type=x"));
      if (!type.isEmpty()) {
        request.header("Content-Type", type);
      }
      Answer answer = program.send(request);
      assertThat(answer.status()).isEqualTo(415);
      assertThat(answer.body()).contains("invalid_request");
    }
    assertThat(gateway.tokenCalls).isEmpty();
  }

  @Test
  void a_form_may_name_its_charset() {
    Answer answer =
        program.send(
            program
                .request("/oauth2/token")
                .header("Content-Type", "Application/X-WWW-Form-URLencoded; charset=UTF-8")
                .POST(BodyPublishers.ofString("grant_type=x")));
    assertThat(answer.status()).isEqualTo(200);
  }

  @Test
  void a_body_over_64_kib_is_refused_announced_or_not() {
    byte[] large = ("a=" + "x".repeat(Requests.LARGEST)).getBytes(StandardCharsets.US_ASCII);
    for (String path :
        new String[] {"/oauth2/token", "/oauth2/device_authorization", "/oauth2/userinfo"}) {
      Answer announced =
          program.send(
              program
                  .request(path)
                  .header("Content-Type", FORM)
                  .POST(BodyPublishers.ofByteArray(large)));
      assertThat(announced.status()).isEqualTo(413);
      assertThat(announced.body()).contains("invalid_request");
      Answer chunked =
          program.send(
              program
                  .request(path)
                  .header("Content-Type", FORM)
                  .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large))));
      assertThat(chunked.status()).isEqualTo(413);
    }
    Answer page =
        program.send(
            program
                .request("/device")
                .header("Content-Type", FORM)
                .POST(BodyPublishers.ofByteArray(large)));
    assertThat(page.status()).isEqualTo(413);
    assertThat(page.body()).contains("<!DOCTYPE html>");
  }

  @Test
  void who_asks_before_sending_a_body_that_is_too_large_is_told_at_once() {
    Answer answer =
        program.send(
            program
                .request("/oauth2/token")
                .header("Content-Type", FORM)
                .expectContinue(true)
                .POST(BodyPublishers.ofByteArray(new byte[Requests.LARGEST + 1])));
    assertThat(answer.status()).isEqualTo(413);
  }

  @Test
  void a_body_of_just_64_kib_is_read() {
    String largest = "a=" + "x".repeat(Requests.LARGEST - 2);
    assertThat(
            program
                .send(
                    program
                        .request("/oauth2/token")
                        .header("Content-Type", FORM)
                        .POST(BodyPublishers.ofString(largest)))
                .status())
        .isEqualTo(200);
  }

  @Test
  void a_wrong_method_is_told_the_right_ones() {
    Answer answer = program.get("/oauth2/token");
    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.header("Allow")).isEqualTo("OPTIONS, POST");
    assertThat(answer.body()).contains("\"error\":\"invalid_request\"");
    Answer put =
        program.send(program.request("/oauth2/userinfo").PUT(BodyPublishers.ofString("x")));
    assertThat(put.status()).isEqualTo(405);
    assertThat(put.header("Allow")).isEqualTo("GET, HEAD, OPTIONS, POST");
    Answer page = program.send(program.request("/sign-in/with/local").DELETE());
    assertThat(page.status()).isEqualTo(405);
    // Pages do not answer HEAD.
    assertThat(page.header("Allow")).isEqualTo("GET, POST");
    assertThat(page.body()).contains("<!DOCTYPE html>");
    assertThat(
            program
                .send(program.request("/oauth2/token").method("FOO", BodyPublishers.noBody()))
                .status())
        .isEqualTo(405);
  }

  @Test
  void an_unknown_path_is_not_found_as_json_or_as_a_page() {
    Answer json = program.get("/nothing/here");
    assertThat(json.status()).isEqualTo(404);
    assertThat(json.body()).startsWith("{\"error\":");
    Answer page = gateway.browser().get("/nothing/here");
    assertThat(page.status()).isEqualTo(404);
    assertThat(page.body()).contains("There is nothing here", "Laboratory lab");
    assertThat(page.header("Content-Security-Policy")).contains("default-src 'none'");
    assertThat(gateway.browser().get("/annex/nothing").body()).contains("Laboratory annex");
  }

  @Test
  void metadata_is_at_both_well_known_addresses() {
    assertThat(program.get("/.well-known/openid-configuration").body())
        .isEqualTo("{\"issuer\":\"" + gateway.origin + "\"}");
    assertThat(program.get("/.well-known/oauth-authorization-server").body())
        .isEqualTo("{\"issuer\":\"" + gateway.origin + "\"}");
    String annex = "{\"issuer\":\"" + gateway.origin + "/annex\"}";
    assertThat(program.get("/annex/.well-known/openid-configuration").body()).isEqualTo(annex);
    assertThat(program.get("/.well-known/oauth-authorization-server/annex").body())
        .isEqualTo(annex);
  }

  @Test
  void the_key_set_may_be_kept_and_is_not_sent_twice() {
    Answer first = program.get("/oauth2/certs");
    assertThat(first.body()).isEqualTo("{\"keys\":[]}");
    assertThat(first.header("Cache-Control")).isEqualTo("public, max-age=3600");
    assertThat(first.header("Content-Type")).isEqualTo("application/json");
    program.headers.put("If-None-Match", "\"other\", W/" + first.header("ETag"));
    Answer second = program.get("/oauth2/certs");
    assertThat(second.status()).isEqualTo(304);
    assertThat(second.body()).isEmpty();
    assertThat(second.header("ETag")).isEqualTo(first.header("ETag"));
    gateway.keySet = new KeySet("{\"keys\":[{}]}", "\"keys-2\"");
    assertThat(program.get("/oauth2/certs").status()).isEqualTo(200);
    program.headers.put("If-None-Match", "*");
    assertThat(program.get("/oauth2/certs").status()).isEqualTo(304);
  }

  @Test
  void a_head_is_answered_like_a_get_without_its_body() {
    Answer head = program.send(program.request("/oauth2/certs").HEAD());
    assertThat(head.status()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(head.header("ETag")).isNotEmpty();
  }

  @Test
  void userinfo_takes_the_token_from_the_header_or_the_form_but_not_from_both() {
    assertThat(program.post("/oauth2/userinfo", Map.of("access_token", "a.b.c")).body())
        .contains("\"given\":\"a.b.c\"");
    program.headers.put("Authorization", "bearer x.y.z");
    assertThat(program.get("/oauth2/userinfo").body()).contains("\"given\":\"x.y.z\"");
    assertThat(
            program.send(program.request("/oauth2/userinfo").POST(BodyPublishers.noBody())).body())
        .contains("\"given\":\"x.y.z\"");
    assertThat(program.post("/oauth2/userinfo", Map.of("access_token", "a.b.c")).status())
        .isEqualTo(400);
  }

  @Test
  void userinfo_without_a_good_token_is_challenged() {
    for (String authorization : new String[] {"", "Bearer ", "Basic eA==", "Bearer"}) {
      if (!authorization.isEmpty()) {
        program.headers.put("Authorization", authorization);
      }
      Answer answer = program.get("/oauth2/userinfo?access_token=a.b.c");
      assertThat(answer.status()).isEqualTo(401);
      // RFC 6750 §3.1: no error where no token was sent.
      assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
      assertThat(answer.body()).isEmpty();
    }
    gateway.userinfo =
        token -> {
          throw ProtocolException.of(ErrorCode.INVALID_TOKEN, "expired");
        };
    program.headers.put("Authorization", "Bearer x");
    assertThat(program.get("/oauth2/userinfo").header("WWW-Authenticate"))
        .isEqualTo("Bearer error=\"invalid_token\"");
    gateway.userinfo =
        token -> {
          throw ProtocolException.of(ErrorCode.INSUFFICIENT_SCOPE, "needs openid");
        };
    Answer answer = program.get("/oauth2/userinfo");
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.header("WWW-Authenticate")).contains("insufficient_scope");
  }

  @Test
  void a_form_endpoint_answers_json_or_nothing_and_nobody_keeps_it() {
    program.headers.put("Authorization", "Basic eA==");
    Answer told = program.post("/annex/given", Map.of("token", "x"));
    assertThat(told.status()).isEqualTo(200);
    assertThat(told.body()).isEqualTo("{\"header\":\"Basic eA==\"}");
    assertThat(told.header("Cache-Control")).isEqualTo("no-store");
    Answer done = program.post("/taken", Map.of("token", "x"));
    assertThat(done.status()).isEqualTo(200);
    assertThat(done.body()).isEmpty();
    assertThat(program.get("/taken").status()).isEqualTo(405);
  }

  @Test
  void health_and_metrics_are_answered() {
    assertThat(program.get("/healthz").body()).isEqualTo("{\"live\":true}");
    Answer ready = program.get("/readyz");
    assertThat(ready.status()).isEqualTo(503);
    assertThat(ready.body()).contains("database");
    assertThat(program.get("/metrics").body()).isEqualTo("tokens_total 1\n");
  }

  @Test
  void pages_find_their_stylesheet_and_browsers_their_peace() {
    Answer front = gateway.browser().get("/");
    assertThat(front.body()).contains("Laboratory lab", gateway.origin, "Ask at the desk.");
    String path = front.body().replaceAll("(?s).*rel=\"stylesheet\" href=\"([^\"]*)\".*", "$1");
    Answer css = program.get(path);
    assertThat(css.header("Content-Type")).isEqualTo("text/css; charset=utf-8");
    assertThat(css.header("Cache-Control")).contains("immutable");
    assertThat(program.get("/favicon.ico").status()).isEqualTo(204);
    assertThat(gateway.browser().get("/annex").body()).contains("Laboratory annex");
    assertThat(gateway.browser().get("/annex/").body()).contains("Laboratory annex");
  }
}
