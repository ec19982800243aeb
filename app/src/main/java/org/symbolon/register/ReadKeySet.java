package org.symbolon.register;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyType;
import com.nimbusds.jose.jwk.RSAKey;
import java.text.ParseException;
import java.util.Map;
import org.symbolon.client.RegisteredMetadata.Method;
import org.symbolon.verify.RsaKeys;

/** Reads a client's own public keys: in the request, or at an address (RFC 7591 §2). */
final class ReadKeySet {
  private static final int MOST = 10;
  private static final int LARGEST = 16 * 1024;

  private ReadKeySet() {}

  static void into(
      Map<String, Object> found, Members members, ReadAddresses addresses, Method method) {
    if (members.node("jwks").isPresent() && members.node("jwks_uri").isPresent()) {
      throw Members.wrong("jwks", "must not stand beside jwks_uri");
    }
    members.node("jwks").ifPresent(keys -> found.put("jwks", keySet(keys)));
    addresses.one("jwks_uri").ifPresent(address -> found.put("jwks_uri", address));
    boolean isByKeys = method == Method.PRIVATE_KEY_JWT || method == Method.SELF_SIGNED_TLS;
    if (isByKeys && !found.containsKey("jwks") && !found.containsKey("jwks_uri")) {
      throw Members.wrong("jwks", "or jwks_uri is needed for " + method.text());
    }
    if (method == Method.SELF_SIGNED_TLS) {
      members.node("jwks").ifPresent(ReadKeySet::checkCertificates);
    }
  }

  /** RFC 8705 §2.2.2. */
  private static void checkCertificates(JsonNode keys) {
    for (JsonNode key : keys.path("keys")) {
      if (key.path("x5c").has(0) || key.has("x5t#S256")) {
        return;
      }
    }
    throw Members.wrong("jwks", "has no key with its certificate as x5c");
  }

  private static Map<String, Object> keySet(JsonNode node) {
    String text = node.toString();
    if (!node.isObject() || text.length() > LARGEST) {
      throw Members.wrong("jwks", "must be a JWK set of up to " + LARGEST + " bytes");
    }
    try {
      JWKSet set = JWKSet.parse(text);
      if (set.isEmpty() || set.size() > MOST) {
        throw Members.wrong("jwks", "must hold 1 to " + MOST + " keys");
      }
      for (JWK key : set.getKeys()) {
        check(key);
      }
      return set.toJSONObject(true);
    } catch (ParseException malformed) {
      throw Members.wrong("jwks", "must be a JWK set (RFC 7517)");
    }
  }

  private static void check(JWK key) {
    if (key.isPrivate() || key.getKeyType().equals(KeyType.OCT)) {
      throw Members.wrong("jwks", "must hold public keys only: this one is not secret any more");
    }
    if (key instanceof RSAKey rsa && !RsaKeys.fits(rsa)) {
      throw Members.wrong("jwks", "holds an RSA key that has not " + RsaKeys.RULE);
    }
  }
}
