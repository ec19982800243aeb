package org.symbolon.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.symbolon.token.TokenSite.basic;
import static org.symbolon.token.TokenSite.codeForm;
import static org.symbolon.token.TokenSite.deviceForm;
import static org.symbolon.token.TokenSite.refreshForm;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.symbolon.client.GrantType;
import org.symbolon.client.TestClient;
import org.symbolon.protocol.Call;
import org.symbolon.protocol.Confirmation;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.ProtocolException;
import org.symbolon.protocol.TestForm;
import org.symbolon.store.TestDatabases;
import org.symbolon.verify.Certificates;
import org.symbolon.verify.TestCertificates;
import org.symbolon.verify.TestDpop;

/** Tokens that are of use only with a key (RFC 9449). */
final class BoundTokensTest {
  private final TokenSite site =
      new TokenSite(
          TestDatabases.Kind.SQLITE,
          new SiteSettings()
              .client(
                  TestClient.named("strict")
                      .grants(GrantType.AUTHORIZATION_CODE, GrantType.REFRESH_TOKEN)
                      .bound(true, false))
              .client(
                  TestClient.named("certified")
                      .grants(GrantType.AUTHORIZATION_CODE)
                      .bound(false, true))
              .client(
                  TestClient.named("storage")
                      .secrets(SiteSettings.SECRET)
                      .serves(SiteSettings.STORAGE)));

  private final TestDpop device = new TestDpop();
  private final TestDpop thief = new TestDpop();

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  void a_token_asked_for_with_a_proof_is_bound_to_the_key() {
    TokenAnswer answer = site.post(device, codeForm(site.approval().code()));
    assertThat(answer.tokenType()).isEqualTo("DPoP");
    assertThat(bound(answer)).contains(device.thumbprint());
    assertThat(site.read(answer).claims()).containsEntry("cnf", Map.of("jkt", device.thumbprint()));
  }

  @Test
  void a_token_asked_for_without_one_is_a_bearer_token() {
    TokenAnswer answer = site.post(codeForm(site.approval().code()));
    assertThat(answer.tokenType()).isEqualTo("Bearer");
    assertThat(site.read(answer).claims()).doesNotContainKey("cnf");
  }

  @Test
  void a_public_clients_refresh_token_is_of_use_with_the_same_key_only() {
    String token = site.post(device, codeForm(site.approval().code())).refreshToken().orElseThrow();
    assertThat(site.code(refreshForm(token))).isEqualTo(ErrorCode.INVALID_GRANT);
    assertThat(refused(thief, refreshForm(token))).isEqualTo(ErrorCode.INVALID_GRANT);
    TokenAnswer answer = site.post(device, refreshForm(token));
    assertThat(bound(answer)).contains(device.thumbprint());
    String next = answer.refreshToken().orElseThrow();
    assertThat(refused(thief, refreshForm(next))).isEqualTo(ErrorCode.INVALID_GRANT);
    site.post(device, refreshForm(next));
  }

  @Test
  void a_confidential_client_may_change_its_key() {
    Approval approval = site.approval().client("portal");
    Optional<String> portal = basic("portal", SiteSettings.SECRET);
    String token =
        site.post(
                device,
                portal,
                TokenSite.with(codeForm(approval.code()), "client_id", Optional.empty()))
            .refreshToken()
            .orElseThrow();
    TokenAnswer answer =
        site.post(thief, portal, TokenSite.with(refreshForm(token), "client_id", Optional.empty()));
    assertThat(bound(answer)).contains(thief.thumbprint());
  }

  @Test
  void a_code_asked_for_with_a_key_is_redeemed_with_that_key_only() {
    String code = site.approval().key(device.thumbprint()).code();
    assertThat(site.code(codeForm(code))).isEqualTo(ErrorCode.INVALID_GRANT);
    assertThat(refused(thief, codeForm(code))).isEqualTo(ErrorCode.INVALID_GRANT);
    TokenAnswer answer = site.post(device, codeForm(code));
    // With another key nothing is ended: who holds the code alone holds nothing.
    assertThat(refused(thief, codeForm(code))).isEqualTo(ErrorCode.INVALID_GRANT);
    site.post(device, refreshForm(answer.refreshToken().orElseThrow()));
  }

  @Test
  void a_device_and_a_robot_get_bound_tokens_too() {
    Approval approval = site.approval();
    String code = approval.deviceCode();
    approval.approve(code);
    assertThat(bound(site.post(device, deviceForm(code)))).contains(device.thumbprint());
    TokenAnswer robots =
        site.post(
            device,
            basic("robot", SiteSettings.SECRET),
            "grant_type",
            "client_credentials",
            "scope",
            "compute.create");
    assertThat(bound(robots)).contains(device.thumbprint());
  }

  @Test
  void a_client_that_has_to_prove_a_key_gets_nothing_without() {
    String code = site.approval().client("strict").code();
    String[] form = TokenSite.with(codeForm(code), "client_id", Optional.of("strict"));
    assertThat(site.code(form)).isEqualTo(ErrorCode.INVALID_DPOP_PROOF);
    String token = site.post(device, form).refreshToken().orElseThrow();
    assertThat(site.code(TokenSite.with(refreshForm(token), "client_id", Optional.of("strict"))))
        .isEqualTo(ErrorCode.INVALID_DPOP_PROOF);
  }

  @Test
  void a_bad_proof_consumes_nothing() {
    String code = site.approval().code();
    Call call = new Call(Optional.empty(), TestForm.of(codeForm(code)), "192.0.2.7");
    String bad = device.proof("GET", site.address(), site.now());
    assertThat(refused(TestDpop.with(call, site.address(), bad)))
        .isEqualTo(ErrorCode.INVALID_DPOP_PROOF);
    site.post(device, codeForm(code));
  }

  @Test
  void a_bound_token_opens_userinfo_with_a_proof_for_it_only() {
    String token = site.post(device, codeForm(site.approval().code())).accessToken();
    String other = site.post(device, codeForm(site.approval().code())).accessToken();
    assertThat(userinfo("DPoP", token, Optional.of(proof(device, token)))).isEmpty();
    assertThat(userinfo("dpop", token, Optional.of(proof(device, token)))).isEmpty();
    assertThat(userinfo("Bearer", token, Optional.empty())).contains(ErrorCode.INVALID_TOKEN);
    assertThat(userinfo("Bearer", token, Optional.of(proof(device, token))))
        .contains(ErrorCode.INVALID_TOKEN);
    assertThat(userinfo("DPoP", token, Optional.empty()))
        .contains(ErrorCode.INVALID_PROOF_FOR_TOKEN);
    assertThat(userinfo("DPoP", token, Optional.of(proof(thief, token))))
        .contains(ErrorCode.INVALID_TOKEN);
    assertThat(userinfo("DPoP", token, Optional.of(proof(device, other))))
        .contains(ErrorCode.INVALID_PROOF_FOR_TOKEN);
    String withoutHash = device.proof("GET", userinfoAddress(), site.now());
    assertThat(userinfo("DPoP", token, Optional.of(withoutHash)))
        .contains(ErrorCode.INVALID_PROOF_FOR_TOKEN);
    String once = proof(device, token);
    assertThat(userinfo("DPoP", token, Optional.of(once))).isEmpty();
    assertThat(userinfo("DPoP", token, Optional.of(once)))
        .contains(ErrorCode.INVALID_PROOF_FOR_TOKEN);
  }

  @Test
  void a_bearer_token_is_not_presented_as_a_bound_one() {
    String token = site.post(codeForm(site.approval().code())).accessToken();
    assertThat(userinfo("DPoP", token, Optional.of(proof(device, token))))
        .contains(ErrorCode.INVALID_TOKEN);
  }

  @Test
  void a_token_bound_to_a_certificate_is_of_use_with_that_alone() {
    TestCertificates lab = new TestCertificates("CN=Lab CA", site.now());
    X509Certificate mine = lab.of("CN=mine");
    String code = site.approval().client("certified").code();
    String[] form = TokenSite.with(codeForm(code), "client_id", Optional.of("certified"));
    assertThat(site.code(form)).isEqualTo(ErrorCode.INVALID_REQUEST);
    TokenAnswer answer = site.answer(showing(mine, Optional.empty(), form));
    assertThat(answer.tokenType()).isEqualTo("Bearer");
    assertThat(site.read(answer).claims())
        .containsEntry("cnf", Map.of("x5t#S256", Certificates.hash(mine)));
    Optional<String> header = Optional.of("Bearer " + answer.accessToken());
    site.userinfo().of(showing(mine, header));
    for (Call other : List.of(showing(lab.of("CN=mine"), header), without(header))) {
      ProtocolException refused =
          catchThrowableOfType(ProtocolException.class, () -> site.userinfo().of(other));
      assertThat(refused.error().code()).isEqualTo(ErrorCode.INVALID_TOKEN);
    }
  }

  private static Call without(Optional<String> authorization) {
    return new Call(authorization, TestForm.of(), "192.0.2.7");
  }

  private static Call showing(
      X509Certificate certificate, Optional<String> authorization, String... form) {
    return new Call(
        "POST",
        List.of(),
        authorization,
        TestForm.of(form),
        List.of(),
        List.of(certificate),
        "192.0.2.7");
  }

  @Test
  void introspection_tells_what_a_token_is_bound_to() {
    String token = site.post(device, codeForm(site.approval().code())).accessToken();
    Map<String, Object> answer =
        site.introspection()
            .answer(
                new Call(
                    basic("storage", SiteSettings.SECRET),
                    TestForm.of("token", token),
                    "192.0.2.9"));
    assertThat(answer)
        .containsEntry("token_type", "DPoP")
        .containsEntry("cnf", Map.of("jkt", device.thumbprint()));
  }

  private Optional<String> bound(TokenAnswer answer) {
    return Confirmation.of(site.read(answer).claims()).key();
  }

  private String userinfoAddress() {
    return site.issuer().url() + site.issuer().paths().userinfo();
  }

  private String proof(TestDpop key, String token) {
    return key.proof("GET", userinfoAddress(), site.now(), token);
  }

  private Optional<ErrorCode> userinfo(String scheme, String token, Optional<String> proof) {
    Call call =
        TestDpop.get(
            userinfoAddress(),
            Optional.of(scheme + " " + token),
            proof.stream().toArray(String[]::new));
    ProtocolException refused =
        catchThrowableOfType(ProtocolException.class, () -> site.userinfo().of(call));
    return Optional.ofNullable(refused).map(one -> one.error().code());
  }

  private ErrorCode refused(TestDpop key, String... form) {
    Call call = new Call(Optional.empty(), TestForm.of(form), "192.0.2.7");
    return refused(
        TestDpop.with(call, site.address(), key.proof("POST", site.address(), site.now())));
  }

  private ErrorCode refused(Call call) {
    ProtocolException refused =
        catchThrowableOfType(ProtocolException.class, () -> site.answer(call));
    assertThat(refused).as("refused").isNotNull();
    return refused.error().code();
  }
}
