package org.symbolon.web;

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
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.symbolon.client.Client;
import org.symbolon.client.ClientKeys;
import org.symbolon.client.GrantType;
import org.symbolon.client.Preferences;
import org.symbolon.client.SecurityProfile;
import org.symbolon.client.TestClient;
import org.symbolon.fetch.Reach;
import org.symbolon.issuer.Issuer.OnRefused;
import org.symbolon.protocol.IssuerId;

/** Clients that push or sign their authorization requests, and what they send. */
final class RequestingClients {
  static final String REDIRECT_URI = "https://portal.example/cb";
  private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

  static final ECKey KEY = key("one");
  static final ECKey OTHER_KEY = key("two");

  private static final IssuerId LAB = new IssuerId("lab");

  private RequestingClients() {}

  /** With a secret. */
  static Client client(String id, Preferences preferences) {
    return usual(id).secrets(TestClients.SECRET).preferences(preferences).at(LAB);
  }

  /** Proves itself by its key. */
  static Client signing(String id, Preferences preferences) {
    return usual(id)
        .authentication(new Client.Authentication.PrivateKeyJwt(keys()))
        .preferences(preferences)
        .at(LAB);
  }

  private static TestClient usual(String id) {
    return TestClient.named(id)
        .grants(GrantType.AUTHORIZATION_CODE)
        .redirectUris(REDIRECT_URI)
        .scopes("storage.read:/**")
        .audiences(List.of("https://data.example"), List.of("batch-*"))
        .onRefused(OnRefused.FAIL);
  }

  static Preferences pushed() {
    return preferences(
        requests(List.of(), Optional.empty(), true, false), false, SecurityProfile.USUAL);
  }

  static Preferences fapi() {
    return preferences(Preferences.Requests.NONE, false, SecurityProfile.FAPI2);
  }

  /**
   * Wants, where its requests say nothing, people to have signed in a short while ago, and well.
   */
  static Preferences usually() {
    return preferences(
        new Preferences.Requests(
            List.of(),
            Optional.empty(),
            false,
            false,
            Optional.of(Duration.ofMinutes(10)),
            true,
            List.of("gold"),
            Optional.empty()),
        false,
        SecurityProfile.USUAL);
  }

  /** Signs its requests by its key though it has a secret. */
  static Preferences signs(boolean always, Optional<String> algorithm, String... uris) {
    return preferences(
        requests(List.of(uris), algorithm, false, always), true, SecurityProfile.USUAL);
  }

  private static Preferences.Requests requests(
      List<String> uris, Optional<String> algorithm, boolean pushed, boolean signed) {
    return new Preferences.Requests(
        uris, algorithm, pushed, signed, Optional.empty(), false, List.of(), Optional.empty());
  }

  private static Preferences preferences(
      Preferences.Requests requests, boolean keys, SecurityProfile profile) {
    return new Preferences(
        Preferences.Links.NONE,
        requests,
        Preferences.Logout.NONE,
        keys ? Optional.of(keys()) : Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false,
        false,
        Reach.LOOPBACK,
        profile);
  }

  static ClientKeys keys() {
    return new ClientKeys.Inline(new JWKSet(KEY.toPublicJWK()).toString());
  }

  /** A whole request, for the client to send as it likes. */
  static Map<String, String> request(String client) {
    Map<String, String> request = new LinkedHashMap<>();
    request.put("client_id", client);
    request.put("redirect_uri", REDIRECT_URI);
    request.put("response_type", "code");
    request.put("scope", "storage.read:/data/x");
    request.put("state", "inside");
    request.put("code_challenge", CHALLENGE);
    request.put("code_challenge_method", "S256");
    // What was allowed before is asked again.
    request.put("prompt", "consent");
    return request;
  }

  /** The claims of a request object for this issuer. */
  static Map<String, Object> claims(String client, String issuer) {
    Map<String, Object> claims = new LinkedHashMap<>(request(client));
    claims.put("iss", client);
    claims.put("aud", issuer);
    return claims;
  }

  static String signed(Map<String, Object> claims) {
    return signed(claims, KEY, Optional.of("oauth-authz-req+jwt"));
  }

  static String signed(Map<String, Object> claims, ECKey key, Optional<String> type) {
    try {
      JWSHeader.Builder header = new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID());
      type.ifPresent(name -> header.type(new JOSEObjectType(name)));
      SignedJWT token = new SignedJWT(header.build(), set(claims));
      token.sign(new ECDSASigner(key));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  static JWTClaimsSet set(Map<String, Object> claims) {
    JWTClaimsSet.Builder set = new JWTClaimsSet.Builder();
    claims.forEach(set::claim);
    return set.build();
  }

  private static ECKey key(String id) {
    try {
      return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }
}
