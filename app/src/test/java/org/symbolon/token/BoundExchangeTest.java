package org.symbolon.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.symbolon.token.ExchangeSite.BATCH;
import static org.symbolon.token.ExchangeSite.PORTAL;
import static org.symbolon.token.ExchangeSite.READ;
import static org.symbolon.token.ExchangeSite.STORAGE;
import static org.symbolon.token.ExchangeSite.as;
import static org.symbolon.token.ExchangeSite.form;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.symbolon.exchange.Mode;
import org.symbolon.exchange.TestRule;
import org.symbolon.exchange.TokenKind;
import org.symbolon.protocol.Call;
import org.symbolon.protocol.Confirmation;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.ProtocolException;
import org.symbolon.protocol.TestForm;
import org.symbolon.verify.TestDpop;

/** What becomes of bound tokens in exchange. */
final class BoundExchangeTest {
  private final ExchangeSite site =
      new ExchangeSite(
          TestRule.of(Mode.ON_BEHALF_OF, "gate").named("gate").to(STORAGE),
          TestRule.of(Mode.DOWNSCOPE, "narrow").named("less").to(STORAGE, BATCH, PORTAL),
          TestRule.of(Mode.JOB, "batch").named("jobs").to(STORAGE).job(Duration.ofDays(3), 5));

  private final TestDpop device = new TestDpop();
  private final TestDpop other = new TestDpop();

  @AfterEach
  void close() {
    site.close();
  }

  private String boundToken(String client, String... audiences) {
    TokenSite tokens = site.site();
    Approval approval = tokens.approval().client(client).scopes(READ).audiences(audiences);
    String[] form =
        TokenSite.with(TokenSite.codeForm(approval.code()), "client_id", Optional.of(client));
    return tokens.post(device, form).accessToken();
  }

  private String boundIdToken(String client) {
    TokenSite tokens = site.site();
    Approval approval = tokens.approval().client(client).scopes("openid " + READ).audiences(PORTAL);
    String[] form =
        TokenSite.with(TokenSite.codeForm(approval.code()), "client_id", Optional.of(client));
    return tokens.post(device, form).idToken().orElseThrow();
  }

  @Test
  void what_is_exchanged_is_bound_to_the_key_of_who_exchanges() {
    TokenAnswer answer =
        site.site().post(other, as("gate"), form(TokenKind.ACCESS_TOKEN, site.token(READ, PORTAL)));
    assertThat(answer.tokenType()).isEqualTo("DPoP");
    assertThat(key(answer)).contains(other.thumbprint());
  }

  @Test
  void a_service_exchanges_a_bound_token_without_its_key() {
    TokenAnswer answer = site.exchange("gate", boundToken("tool", PORTAL));
    assertThat(answer.tokenType()).isEqualTo("Bearer");
    assertThat(key(answer)).isEmpty();
  }

  @Test
  void its_own_client_exchanges_a_bound_token_with_its_key_only() {
    String token = boundToken("narrow", PORTAL);
    String[] form = form(TokenKind.ACCESS_TOKEN, token, "client_id", "narrow");
    assertThat(site.site().code(form)).isEqualTo(ErrorCode.INVALID_REQUEST);
    assertThat(refused(other, Optional.empty(), form)).isEqualTo(ErrorCode.INVALID_REQUEST);
    assertThat(key(site.site().post(device, form))).contains(device.thumbprint());
  }

  @Test
  void an_id_token_is_no_way_around_the_key_of_its_grant() {
    site.rules(TestRule.of(Mode.DOWNSCOPE, "narrow").kinds(TokenKind.ID_TOKEN).to("narrow"));
    String token = boundIdToken("narrow");
    String[] form = form(TokenKind.ID_TOKEN, token, "client_id", "narrow", "audience", "narrow");
    assertThat(site.site().code(form)).isEqualTo(ErrorCode.INVALID_REQUEST);
    assertThat(refused(other, Optional.empty(), form)).isEqualTo(ErrorCode.INVALID_REQUEST);
    assertThat(key(site.site().post(device, form))).contains(device.thumbprint());
  }

  @Test
  void a_job_grant_asked_for_with_a_proof_is_drawn_from_with_that_key_only() {
    String job = site.site().post(device, as("batch"), job(site.token(READ, BATCH))).accessToken();
    assertThat(site.refused("batch", TokenKind.JOB_GRANT, job).code())
        .isEqualTo(ErrorCode.INVALID_REQUEST);
    String[] draw = form(TokenKind.JOB_GRANT, job);
    assertThat(refused(other, as("batch"), draw)).isEqualTo(ErrorCode.INVALID_REQUEST);
    assertThat(key(site.site().post(device, as("batch"), draw))).contains(device.thumbprint());
  }

  @Test
  void a_job_grant_may_be_bound_to_the_jobs_own_key() {
    String job =
        site.exchange("batch", site.token(READ, BATCH), wish("job_jkt", device.thumbprint()))
            .accessToken();
    assertThat(site.refused("batch", TokenKind.JOB_GRANT, job).code())
        .isEqualTo(ErrorCode.INVALID_REQUEST);
    site.site().post(device, as("batch"), form(TokenKind.JOB_GRANT, job));
    assertThat(site.code("batch", site.token(READ, BATCH), wish("job_jkt", "short")))
        .isEqualTo(ErrorCode.INVALID_REQUEST);
  }

  private static String[] wish(String... more) {
    String[] wish =
        new String[] {
          "requested_token_type", TokenKind.JOB_GRANT.uri(), "job_name", "17", "audience", STORAGE
        };
    String[] all = java.util.Arrays.copyOf(wish, wish.length + more.length);
    System.arraycopy(more, 0, all, wish.length, more.length);
    return all;
  }

  private static String[] job(String token) {
    return form(TokenKind.ACCESS_TOKEN, token, wish());
  }

  private Optional<String> key(TokenAnswer answer) {
    return Confirmation.of(site.read(answer).claims()).key();
  }

  private ErrorCode refused(TestDpop key, Optional<String> authorization, String... form) {
    TokenSite tokens = site.site();
    Call call = new Call(authorization, TestForm.of(form), "192.0.2.7");
    ProtocolException refused =
        catchThrowableOfType(
            ProtocolException.class,
            () ->
                tokens.answer(
                    TestDpop.with(
                        call,
                        tokens.address(),
                        key.proof("POST", tokens.address(), tokens.now()))));
    assertThat(refused).as("refused").isNotNull();
    return refused.error().code();
  }
}
