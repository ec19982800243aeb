package org.symbolon.upstream;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.jspecify.annotations.Nullable;

/**
 * A small, strict OpenID Connect provider over real HTTP on loopback, that can be told to
 * misbehave. Everybody who comes is {@link #SUBJECT}. It checks what a good provider checks: the
 * client's secret, redirect URI, PKCE verifier, that a code is used once, and which refresh tokens
 * live.
 */
public final class FakeInstitution implements AutoCloseable {
  public static final String CLIENT = "gateway";
  public static final String SECRET = "a secret with : and % and ü in it";
  public static final String PASSWORD = "the institution's own";
  public static final String SUBJECT = "f:1234:anna";

  private static final RSAKey RSA = rsa("rsa-1");
  private static final ECKey EC = ec("ec-1");

  private final MockWebServer server = new MockWebServer();
  private final Map<String, Function<RecordedRequest, MockResponse>> replaced =
      new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> requests = new ConcurrentHashMap<>();
  private final Map<String, Map<String, List<String>>> codes = new ConcurrentHashMap<>();
  private final Set<String> refreshTokens = ConcurrentHashMap.newKeySet();

  private volatile List<JWK> published = List.of(RSA, EC);
  private volatile JWK signing = RSA;
  private volatile boolean rotating = true;
  private volatile boolean givesRefreshTokens = true;
  private volatile boolean idTokenAtRefresh = true;
  private volatile boolean promisesIssuer = true;
  private volatile Map<String, Object> metadata = Map.of();
  private volatile UnaryOperator<JWTClaimsSet.Builder> idToken = claims -> claims;
  private volatile UnaryOperator<String> serialized = token -> token;
  private volatile Map<String, Object> userinfo =
      Map.of("sub", SUBJECT, "email", "anna@campus.example", "affiliation", "staff");

  public FakeInstitution() throws IOException {
    Logger.getLogger(MockWebServer.class.getName()).setLevel(Level.WARNING);
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            return answer(request);
          }
        });
    server.start(InetAddress.getByName("127.0.0.1"), 0);
  }

  public URI issuer() {
    return URI.create("http://127.0.0.1:" + server.getPort());
  }

  /** What a browser would bring back to the callback after the person has logged in. */
  public Map<String, List<String>> logIn(URI location) {
    Map<String, List<String>> asked = URLUtils.parseParameters(location.getRawQuery());
    String code = UUID.randomUUID().toString();
    codes.put(code, asked);
    return Map.of(
        "code", List.of(code),
        "state", List.of(first(asked, "state")),
        "iss", List.of(issuer().toString()));
  }

  /** From now on this path ({@code /token}) is answered with this. */
  public void answer(String path, MockResponse response) {
    replaced.put(path, request -> response);
  }

  public void answer(String path, Function<RecordedRequest, MockResponse> response) {
    replaced.put(path, response);
  }

  public void behave(String path) {
    replaced.remove(path);
  }

  /** How many requests have come to this path. */
  public int requests(String path) {
    return requests.getOrDefault(path, new AtomicInteger()).get();
  }

  /** New keys under new names; the old ones are not published any more. */
  public void changeKeys() {
    RSAKey key = rsa("rsa-" + UUID.randomUUID());
    published = List.of(key);
    signing = key;
  }

  /** Signs with a key that is not published, under the name of one that is. */
  public void signWithAnotherKey() {
    signing = rsa(RSA.getKeyID());
  }

  public void signWithEc() {
    signing = EC;
  }

  public void rotating(boolean value) {
    rotating = value;
  }

  public void givesRefreshTokens(boolean value) {
    givesRefreshTokens = value;
  }

  public void idTokenAtRefresh(boolean value) {
    idTokenAtRefresh = value;
  }

  public void promisesIssuer(boolean value) {
    promisesIssuer = value;
  }

  /** These members of the metadata instead of the true ones. */
  public void metadata(Map<String, Object> members) {
    metadata = members;
  }

  public void userinfo(Map<String, Object> claims) {
    userinfo = claims;
  }

  public void idToken(UnaryOperator<JWTClaimsSet.Builder> change) {
    idToken = change;
  }

  /** Replaces the signed ID token as text. */
  public void idTokenText(UnaryOperator<String> change) {
    serialized = change;
  }

  public RSAKey rsaKey() {
    return RSA;
  }

  /** As if the person had left: no refresh token is good any more. */
  public void dismissEverybody() {
    refreshTokens.clear();
  }

  private MockResponse answer(RecordedRequest request) {
    String path = request.getUrl().encodedPath();
    requests.computeIfAbsent(path, key -> new AtomicInteger()).incrementAndGet();
    Function<RecordedRequest, MockResponse> instead = replaced.get(path);
    if (instead != null) {
      return instead.apply(request);
    }
    return switch (path) {
      case "/.well-known/openid-configuration" -> json(200, metadata());
      case "/keys" -> json(200, new JWKSet(published).toJSONObject(true));
      case "/authorize" -> redirect(request);
      case "/token" -> token(request);
      case "/userinfo" -> json(200, userinfo);
      default -> new MockResponse.Builder().code(404).build();
    };
  }

  private Map<String, Object> metadata() {
    Map<String, Object> document = new HashMap<>();
    document.put("issuer", issuer().toString());
    document.put("authorization_endpoint", issuer() + "/authorize");
    document.put("token_endpoint", issuer() + "/token");
    document.put("userinfo_endpoint", issuer() + "/userinfo");
    document.put("jwks_uri", issuer() + "/keys");
    document.put("response_types_supported", List.of("code"));
    document.put("subject_types_supported", List.of("public"));
    document.put(
        "id_token_signing_alg_values_supported", List.of("RS256", "ES256", "HS256", "none"));
    document.put("authorization_response_iss_parameter_supported", promisesIssuer);
    document.putAll(metadata);
    return document;
  }

  private MockResponse redirect(RecordedRequest request) {
    URI location = URI.create(issuer() + request.getTarget());
    Map<String, List<String>> back = logIn(location);
    String callback = first(URLUtils.parseParameters(location.getRawQuery()), "redirect_uri");
    return new MockResponse.Builder()
        .code(302)
        .addHeader("Location", callback + "?" + URLUtils.serializeParameters(back))
        .build();
  }

  private MockResponse token(RecordedRequest request) {
    Map<String, List<String>> form =
        URLUtils.parseParameters(request.getBody().string(StandardCharsets.UTF_8));
    if (!authenticated(request.getHeaders().get("Authorization"), form)) {
      return json(401, Map.of("error", "invalid_client"));
    }
    return switch (first(form, "grant_type")) {
      case "authorization_code" -> redeem(form);
      case "refresh_token" -> refresh(first(form, "refresh_token"));
      case "password" ->
          first(form, "username").equals("anna")
                  && first(form, "password").equals(PASSWORD)
                  && first(form, "scope").contains("openid")
              ? tokens(claims -> claims, true)
              : json(400, Map.of("error", "invalid_grant"));
      default -> json(400, Map.of("error", "unsupported_grant_type"));
    };
  }

  private static boolean authenticated(String authorization, Map<String, List<String>> form) {
    String given =
        authorization == null
            ? String.join(":", first(form, "client_id"), first(form, "client_secret"))
            : decoded(authorization);
    return given.equals(CLIENT + ":" + SECRET);
  }

  private static String decoded(String authorization) {
    String pair =
        new String(
            Base64.getDecoder().decode(authorization.substring("Basic ".length())),
            StandardCharsets.UTF_8);
    // RFC 6749 §2.3.1: both halves are form-encoded before they are joined.
    return java.net.URLDecoder.decode(pair, StandardCharsets.UTF_8);
  }

  private static String first(Map<String, List<String>> form, String name) {
    return form.getOrDefault(name, List.of("")).getFirst();
  }

  private MockResponse redeem(Map<String, List<String>> form) {
    Map<String, List<String>> asked = codes.remove(first(form, "code"));
    if (asked == null) {
      return json(400, Map.of("error", "invalid_grant"));
    }
    CodeChallenge challenge =
        CodeChallenge.compute(
            CodeChallengeMethod.S256, new CodeVerifier(first(form, "code_verifier")));
    boolean good =
        first(asked, "redirect_uri").equals(first(form, "redirect_uri"))
            && first(asked, "code_challenge").equals(challenge.getValue());
    if (!good) {
      return json(400, Map.of("error", "invalid_grant"));
    }
    return tokens(builder -> builder.claim("nonce", first(asked, "nonce")), true);
  }

  private MockResponse refresh(String token) {
    boolean known = rotating ? refreshTokens.remove(token) : refreshTokens.contains(token);
    return known
        ? tokens(claims -> claims, idTokenAtRefresh)
        : json(400, Map.of("error", "invalid_grant", "error_description", "session ended"));
  }

  private MockResponse tokens(UnaryOperator<JWTClaimsSet.Builder> more, boolean withIdToken) {
    Map<String, Object> answer = new HashMap<>();
    answer.put("access_token", UUID.randomUUID().toString());
    answer.put("token_type", "Bearer");
    answer.put("expires_in", 300);
    if (givesRefreshTokens && (rotating || refreshTokens.isEmpty())) {
      String token = "refresh-" + UUID.randomUUID();
      refreshTokens.add(token);
      answer.put("refresh_token", token);
    }
    if (withIdToken) {
      answer.put("id_token", serialized.apply(sign(idToken.apply(more.apply(claims())).build())));
    }
    return json(200, answer);
  }

  private JWTClaimsSet.Builder claims() {
    Instant now = Instant.now();
    return new JWTClaimsSet.Builder()
        .issuer(issuer().toString())
        .subject(SUBJECT)
        .audience(CLIENT)
        .issueTime(Date.from(now))
        .expirationTime(Date.from(now.plusSeconds(300)))
        .claim("preferred_username", "anna")
        .claim("email", "anna@token.example");
  }

  /** What it posts when somebody signs out there, the claims changed before they are signed. */
  public String logoutToken(UnaryOperator<JWTClaimsSet.Builder> change) {
    return sign("logout+jwt", change.apply(logout(Instant.now())).build());
  }

  /** The claims of a logout token made then, about {@link #SUBJECT}. */
  public JWTClaimsSet.Builder logout(Instant made) {
    return new JWTClaimsSet.Builder()
        .issuer(issuer().toString())
        .subject(SUBJECT)
        .audience(CLIENT)
        .issueTime(Date.from(made))
        .expirationTime(Date.from(made.plusSeconds(120)))
        .jwtID(UUID.randomUUID().toString())
        .claim("events", Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of()));
  }

  /** A token with these claims, signed with the present key. */
  public String sign(JWTClaimsSet claims) {
    return sign(null, claims);
  }

  /**
   * @param type of the header; none where null
   */
  public String sign(@Nullable String type, JWTClaimsSet claims) {
    try {
      boolean rsa = signing instanceof RSAKey;
      JWSSigner signer =
          rsa ? new RSASSASigner(signing.toRSAKey()) : new ECDSASigner(signing.toECKey());
      JWSAlgorithm algorithm = rsa ? JWSAlgorithm.RS256 : JWSAlgorithm.ES256;
      SignedJWT token =
          new SignedJWT(
              new JWSHeader.Builder(algorithm)
                  .keyID(signing.getKeyID())
                  .type(type == null ? null : new JOSEObjectType(type))
                  .build(),
              claims);
      token.sign(signer);
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  public static MockResponse json(int status, Map<String, Object> body) {
    return new MockResponse.Builder()
        .code(status)
        .addHeader("Content-Type", "application/json")
        .body(JSONObjectUtils.toJSONString(body))
        .build();
  }

  /** All refresh tokens that are good now. */
  public Set<String> refreshTokens() {
    return new HashSet<>(refreshTokens);
  }

  private static RSAKey rsa(String id) {
    try {
      return new RSAKeyGenerator(2048).keyID(id).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ECKey ec(String id) {
    try {
      return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
