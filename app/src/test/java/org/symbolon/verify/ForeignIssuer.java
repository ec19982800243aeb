package org.symbolon.verify;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

/** Somebody else who signs tokens and publishes keys over HTTP; their health is the test's. */
public final class ForeignIssuer implements AutoCloseable {
  private final MockWebServer server = new MockWebServer();
  private final AtomicInteger fetches = new AtomicInteger();
  private volatile ECKey key = newKey("key-1");
  private volatile boolean down;

  public ForeignIssuer() {
    Logger.getLogger(MockWebServer.class.getName()).setLevel(Level.WARNING);
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            return answer(request.getUrl().encodedPath());
          }
        });
    try {
      server.start(InetAddress.getByName("127.0.0.1"), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private MockResponse answer(String path) {
    if (down) {
      return new MockResponse.Builder().code(503).build();
    }
    if (path.equals("/keys")) {
      fetches.incrementAndGet();
      return json(new JWKSet(key).toString(true));
    }
    return path.equals("/.well-known/openid-configuration")
        ? json("{\"issuer\":\"" + url() + "\",\"jwks_uri\":\"" + keys() + "\"}")
        : new MockResponse.Builder().code(404).build();
  }

  private static MockResponse json(String body) {
    return new MockResponse.Builder()
        .addHeader("Content-Type", "application/json")
        .body(body)
        .build();
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getPort());
  }

  public URI keys() {
    return URI.create(url() + "/keys");
  }

  public JWKSet keySet() {
    return new JWKSet(key.toPublicJWK());
  }

  /** How often the keys were read. */
  public int fetches() {
    return fetches.get();
  }

  public void down(boolean now) {
    down = now;
  }

  /** From now on it has and publishes another key only. */
  public void changeKey(String kid) {
    key = newKey(kid);
  }

  /** With all that a good one has, for an hour. */
  public JWTClaimsSet.Builder claims(String subject, String audience, Instant now) {
    return new JWTClaimsSet.Builder()
        .issuer(url().toString())
        .subject(subject)
        .audience(audience)
        .issueTime(Date.from(now))
        .expirationTime(Date.from(now.plusSeconds(3600)));
  }

  public String sign(JWTClaimsSet claims) {
    return sign(claims, key, JOSEObjectType.JWT);
  }

  public String signAs(JWTClaimsSet claims, JOSEObjectType type) {
    return sign(claims, key, type);
  }

  public String sign(JWTClaimsSet claims, ECKey with, JOSEObjectType type) {
    try {
      SignedJWT token =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(with.getKeyID()).type(type).build(),
              claims);
      token.sign(new ECDSASigner(with));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  public static ECKey newKey(String kid) {
    try {
      return new ECKeyGenerator(Curve.P_256).keyID(kid).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
