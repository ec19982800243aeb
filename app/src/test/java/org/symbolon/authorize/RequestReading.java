package org.symbolon.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.symbolon.authorize.AuthorizationRequest.AnswerError;
import org.symbolon.authorize.AuthorizationRequest.Proceed;
import org.symbolon.issuer.Issuer;
import org.symbolon.issuer.Issuer.OnRefused;
import org.symbolon.keys.InMemoryKeyStore;
import org.symbolon.keys.SigningKeys;
import org.symbolon.keys.TestMasterKey;
import org.symbolon.login.ConsentQuestion;
import org.symbolon.mint.Subjects;
import org.symbolon.protocol.Parameters;
import org.symbolon.protocol.RandomText;
import org.symbolon.verify.KeySources;
import org.symbolon.verify.OwnTokens;
import org.symbolon.web.TestClients;
import org.symbolon.web.TestIssuers;

/** Reads authorization requests that differ in one thing from a good one. */
abstract class RequestReading {
  /** Nothing here comes in one. */
  static final RequestObjects OBJECTS =
      new RequestObjects(
          new KeySources(InstantSource.system()), new RequestUris(InstantSource.system()));

  static final OwnTokens TOKENS =
      new OwnTokens(
          new SigningKeys(
              new InMemoryKeyStore(),
              TestMasterKey.fresh(),
              new SecureRandom(),
              InstantSource.system()));

  static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

  final TestClients clients = new TestClients();

  final Map<String, List<String>> request = new LinkedHashMap<>();

  Issuer.Pkce pkce = Issuer.Pkce.ALL;

  RequestReading() {
    clients.add(
        TestClients.client(
            "native",
            true,
            List.of(
                "http://127.0.0.1/cb",
                "http://[::1]:9/cb?x=1",
                "http://localhost",
                "https://app.example/cb"),
            OnRefused.FAIL));
    clients.add(
        TestClients.client("confidential", false, List.of("http://127.0.0.1/cb"), OnRefused.FAIL));
    set("response_type", "code");
    set("client_id", "native");
    set("redirect_uri", "http://127.0.0.1:4321/cb");
    set("scope", "storage.read:/data");
    set("state", "xyz");
    set("code_challenge", CHALLENGE);
    set("code_challenge_method", "S256");
  }

  void set(String name, String... values) {
    request.put(name, new ArrayList<>(List.of(values)));
  }

  AuthorizationRequest read() {
    Issuer issuer = TestIssuers.issuer("lab", "https://lab.example", pkce, List.of());
    Unasked unasked = new Unasked();
    return new AuthorizationFlow(
            issuer,
            RequestSettings.DEFAULT,
            new AuthorizationPorts(
                clients, unasked, unasked, OBJECTS, new Subjects(new byte[32]), TOKENS),
            new ConsentQuestion(issuer, unasked),
            wish -> {
              throw new AssertionError();
            },
            new RandomText(new SecureRandom()),
            InstantSource.system())
        .read(new Parameters(request));
  }

  Proceed proceeds() {
    AuthorizationRequest read = read();
    assertThat(read).isInstanceOf(Proceed.class);
    return (Proceed) read;
  }

  String location() {
    AuthorizationRequest read = read();
    assertThat(read).as(request.toString()).isInstanceOf(AnswerError.class);
    return ((AnswerError) read).answer().location();
  }

  Map<String, String> error() {
    Map<String, String> values = new LinkedHashMap<>();
    String location = location();
    assertThat(location).startsWith("http://127.0.0.1");
    // Behind the address where tokens were asked for, in its query otherwise.
    URI uri = URI.create(location);
    String answer = Optional.ofNullable(uri.getRawFragment()).orElseGet(uri::getRawQuery);
    for (String pair : answer.split("&")) {
      String[] parts = pair.split("=", 2);
      values.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    assertThat(values.get("error_description")).isNotBlank();
    return values;
  }
}
