package org.symbolon.conformance;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** What every client that is held to FAPI 2.0 asks for in these plans. */
final class FapiRequest {
  static final String REDIRECT = "https://rp.example/cb";
  static final String VERIFIER = "a-verifier-of-more-than-forty-three-characters-0123";

  private FapiRequest() {}

  static Map<String, String> pushed() {
    Map<String, String> request = new LinkedHashMap<>();
    request.put("redirect_uri", REDIRECT);
    request.put("response_type", "code");
    request.put("scope", "openid offline_access");
    request.put("state", "state-1");
    request.put("nonce", "nonce-1");
    request.put("code_challenge", hash(VERIFIER));
    request.put("code_challenge_method", "S256");
    return request;
  }

  static Map<String, String> redeeming(String code) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "authorization_code");
    form.put("code", code);
    form.put("redirect_uri", REDIRECT);
    form.put("code_verifier", VERIFIER);
    return form;
  }

  static String hash(String text) {
    try {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(
              MessageDigest.getInstance("SHA-256")
                  .digest(text.getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
