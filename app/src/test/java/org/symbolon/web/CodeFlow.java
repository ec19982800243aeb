package org.symbolon.web;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.symbolon.grant.Code;
import org.symbolon.protocol.SecretHash;

/** The code flow in a browser, at a gateway over HTTP. */
abstract class CodeFlow {
  static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

  static TestGateway gateway;

  TestBrowser browser;

  @BeforeAll
  static void start() {
    gateway = TestGateway.start();
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @BeforeEach
  void newBrowser() {
    browser = gateway.browser();
  }

  @AfterEach
  void asUsual() {
    gateway.rights.rules = ScriptedRights.USUAL;
    gateway.rights.down = Optional.empty();
    gateway.rights.breaks = Optional.empty();
    gateway.campus.down = Optional.empty();
  }

  static Map<String, String> request(String scope) {
    Map<String, String> request = new LinkedHashMap<>();
    request.put("response_type", "code");
    request.put("client_id", "tool");
    request.put("redirect_uri", "http://127.0.0.1:4321/cb");
    request.put("scope", scope);
    request.put("state", "s t&=");
    request.put("code_challenge", CHALLENGE);
    request.put("code_challenge_method", "S256");
    return request;
  }

  static String authorize(Map<String, String> request) {
    return "/oauth2/authorize?" + TestBrowser.encoded(request);
  }

  Answer departure(Map<String, String> request) {
    return browser.follow(browser.get(authorize(request)));
  }

  Answer signIn(Map<String, String> request, String name) {
    return browser.follow(gateway.arrive(browser, departure(request), name));
  }

  Answer consent(Map<String, String> request) {
    return signIn(request, "ana");
  }

  Answer approve(Map<String, String> request) {
    return browser.submit(consent(request), Map.of("decision", "approve"));
  }

  static Code code(Answer done) {
    return gateway.store.codes().find(SecretHash.of(done.nextValue("code"))).orElseThrow().code();
  }
}
