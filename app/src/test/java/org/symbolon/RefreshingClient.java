package org.symbolon;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import org.symbolon.protocol.GrantId;

/** A client over HTTP that remembers the refresh token of the last answer that reached it. */
final class RefreshingClient {
  private final HttpClient http;
  private final String address;
  private final GrantId grant;
  private String token;

  RefreshingClient(HttpClient http, String address, GrantId grant, String firstToken) {
    this.http = http;
    this.address = address;
    this.grant = grant;
    this.token = firstToken;
  }

  /** What a client is given. */
  record Answer(String accessToken, String refreshToken) {}

  GrantId grant() {
    return grant;
  }

  /** The number of the token it has. */
  long generation() {
    return Long.parseLong(token.split("\\.", 4)[1]);
  }

  /**
   * Uses its token and keeps the successor.
   *
   * @throws IOException when the server died; the client still has the token it used
   */
  void refresh() throws IOException, InterruptedException {
    token = answer().refreshToken();
  }

  /** Uses its token, after an answer that may have been lost: forgets what it gets. */
  Answer answer() throws IOException, InterruptedException {
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(URI.create(address + "/oauth2/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        "grant_type=refresh_token&client_id=tool&refresh_token="
                            + URLEncoder.encode(token, StandardCharsets.UTF_8)))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return read(answer.body());
  }

  /** Whether its keys, as published now, verify it. */
  boolean accepts(String accessToken) throws Exception {
    HttpResponse<String> keys =
        http.send(
            HttpRequest.newBuilder(URI.create(address + "/oauth2/certs")).build(),
            HttpResponse.BodyHandlers.ofString());
    SignedJWT jwt = SignedJWT.parse(accessToken);
    return jwt.verify(
        new ECDSAVerifier(
            JWKSet.parse(keys.body()).getKeyByKeyId(jwt.getHeader().getKeyID()).toECKey()));
  }

  private static Answer read(String body) throws IOException {
    try {
      var json = JSONObjectUtils.parse(body);
      return new Answer(
          JSONObjectUtils.getString(json, "access_token"),
          JSONObjectUtils.getString(json, "refresh_token"));
    } catch (ParseException e) {
      throw new IOException("half an answer: " + body, e);
    }
  }
}
