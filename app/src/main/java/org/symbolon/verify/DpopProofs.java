package org.symbolon.verify;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.symbolon.client.SecurityProfile;
import org.symbolon.protocol.Call;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.IssuerId;
import org.symbolon.protocol.ProtocolError;
import org.symbolon.protocol.ProtocolException;

/** Reads proofs of possession at one issuer, and takes each once (RFC 9449 §4.3). */
public final class DpopProofs {
  /** JWS names, all asymmetric: what the metadata list. */
  public static final List<String> ALGORITHMS =
      List.of(
          "ES256", "ES384", "ES512", "EdDSA", "PS256", "PS384", "PS512", "RS256", "RS384", "RS512");

  /** How old a proof may be. */
  static final Duration AGE = Duration.ofSeconds(60);

  /** By how much a client's clock may be ahead. */
  static final Duration AHEAD = Duration.ofSeconds(30);

  private static final int LONGEST = 8 * 1024;

  private final IssuerId issuer;
  private final DpopNonces nonces;
  private final Replay replay;

  public DpopProofs(IssuerId issuer, DpopNonces nonces, Replay replay) {
    this.issuer = issuer;
    this.nonces = nonces;
    this.replay = replay;
  }

  /**
   * At an endpoint of the authorization server: the proof that a request carries.
   *
   * @param profile of the client that asks
   * @return the thumbprint of the key; empty where the request has no proof
   * @throws ProtocolException {@code invalid_dpop_proof}, {@code use_dpop_nonce}
   */
  public Optional<String> prove(Call call, SecurityProfile profile, Instant now) {
    return prove(call, Optional.empty(), profile::allows, now);
  }

  /**
   * Where an access token is presented: the proof must be made for that token.
   *
   * @param accessToken as presented
   * @param allowed which algorithms the token's client may use
   * @throws ProtocolException as above, with the status that a token's refusal has
   */
  Optional<String> prove(Call call, String accessToken, Predicate<String> allowed, Instant now) {
    return prove(call, Optional.of(accessToken), allowed, now);
  }

  private Optional<String> prove(
      Call call, Optional<String> accessToken, Predicate<String> allowed, Instant now) {
    if (call.proofs().isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(proved(call, accessToken, allowed, now));
    } catch (Faulty faulty) {
      boolean resource = accessToken.isPresent();
      ErrorCode invalid =
          resource ? ErrorCode.INVALID_PROOF_FOR_TOKEN : ErrorCode.INVALID_DPOP_PROOF;
      ErrorCode nonce = resource ? ErrorCode.NONCE_FOR_TOKEN : ErrorCode.USE_DPOP_NONCE;
      throw ProtocolError.of(
              faulty.lacksNonce ? nonce : invalid, "the DPoP proof is refused: " + faulty.why)
          .withDetail(faulty.why)
          .exception();
    }
  }

  /** Numbered as in RFC 9449 §4.3. */
  private String proved(
      Call call, Optional<String> accessToken, Predicate<String> allowed, Instant now)
      throws Faulty {
    // 1
    if (call.proofs().size() > 1) {
      throw new Faulty("there is more than one DPoP header");
    }
    String text = call.proofs().getFirst();
    if (text.length() > LONGEST) {
      throw new Faulty("it is longer than " + LONGEST + " characters");
    }
    SignedJWT proof;
    JWTClaimsSet claims;
    try {
      // 2, and 7: a header with a private key is not even read.
      proof = SignedJWT.parse(text);
      claims = proof.getJWTClaimsSet();
    } catch (ParseException | IllegalArgumentException e) {
      throw new Faulty("it is no signed JWT with a public key in its header");
    }
    JWK key = key(proof.getHeader(), allowed);
    String id = checkClaims(call, accessToken, claims);
    Instant issued = checkTime(claims, now);
    // 6
    checkSignature(proof, key);
    String thumbprint = thumbprint(key);
    // Last, and only of what is good in all else: nobody fills the store with junk. 10
    checkNonce(claims, now);
    if (!replay.first(
        "dpop " + issuer.value() + " " + thumbprint, id, issued.plus(AGE).plus(AHEAD))) {
      throw new Faulty("it has been used before: make one for each request");
    }
    return thumbprint;
  }

  private static JWK key(JWSHeader header, Predicate<String> allowed) throws Faulty {
    // 4
    if (header.getType() == null || !header.getType().getType().equalsIgnoreCase("dpop+jwt")) {
      throw new Faulty("its typ is not dpop+jwt");
    }
    // 5
    if (!ALGORITHMS.contains(header.getAlgorithm().getName())) {
      throw new Faulty("its alg is none that the metadata list");
    }
    if (!allowed.test(header.getAlgorithm().getName())) {
      throw new Faulty("its alg is none that the client's profile allows");
    }
    if (header.getCriticalParams() != null || !header.isBase64URLEncodePayload()) {
      throw new Faulty("its header asks for an extension");
    }
    JWK key = header.getJWK();
    // 7
    if (key == null || key.isPrivate() || key.getKeyType().getValue().equals("oct")) {
      throw new Faulty("its header has no public key as jwk");
    }
    if (key instanceof RSAKey rsa && !RsaKeys.fits(rsa)) {
      throw new Faulty("its RSA key should have " + RsaKeys.RULE);
    }
    return key;
  }

  /**
   * @return {@code jti}
   */
  private static String checkClaims(Call call, Optional<String> accessToken, JWTClaimsSet claims)
      throws Faulty {
    // 8
    if (!call.method().equals(text(claims, "htm"))) {
      throw new Faulty("its htm is not " + call.method());
    }
    // 9
    String target = text(claims, "htu");
    if (!TargetUri.isOneOf(call.addresses(), target)) {
      throw new Faulty("its htu is not the address of this endpoint");
    }
    // 12
    if (accessToken.isPresent()
        && !MessageDigest.isEqual(ascii(hash(accessToken.get())), ascii(text(claims, "ath")))) {
      throw new Faulty("its ath is not the hash of the access token");
    }
    // 3
    return text(claims, "jti");
  }

  /** 11 */
  private static Instant checkTime(JWTClaimsSet claims, Instant now) throws Faulty {
    if (claims.getIssueTime() == null) {
      throw new Faulty("iat is missing");
    }
    Instant issued = claims.getIssueTime().toInstant();
    if (issued.isBefore(now.minus(AGE))) {
      throw new Faulty("it is older than " + AGE.toSeconds() + " seconds");
    }
    if (issued.isAfter(now.plus(AHEAD))) {
      throw new Faulty("its iat lies in the future: set the clock");
    }
    return issued;
  }

  private void checkNonce(JWTClaimsSet claims, Instant now) throws Faulty {
    boolean has = claims.getClaim("nonce") != null;
    boolean needed =
        switch (nonces.use()) {
          case REQUIRED -> true;
          case OFFERED -> has;
          case OFF -> false;
        };
    boolean good = claims.getClaim("nonce") instanceof String nonce && nonces.accepts(nonce, now);
    if (needed && !good) {
      throw Faulty.withoutNonce("it needs the nonce of the header DPoP-Nonce");
    }
  }

  private static void checkSignature(SignedJWT proof, JWK key) throws Faulty {
    try {
      if (proof.verify(Signatures.verifier(proof.getHeader(), key))) {
        return;
      }
    } catch (JOSEException e) {
      // What does not fit together is no signature.
    }
    throw new Faulty("its signature is not by the key in its header");
  }

  /** RFC 7638 §3. */
  private static String thumbprint(JWK key) throws Faulty {
    try {
      return key.computeThumbprint().toString();
    } catch (JOSEException e) {
      throw new Faulty("its key has no thumbprint");
    }
  }

  private static String text(JWTClaimsSet claims, String name) throws Faulty {
    if (claims.getClaim(name) instanceof String text && !text.isEmpty()) {
      return text;
    }
    throw new Faulty(name + " is missing or no text");
  }

  private static String hash(String accessToken) {
    try {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(MessageDigest.getInstance("SHA-256").digest(ascii(accessToken)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** What is wrong with a proof. */
  private static final class Faulty extends Exception {
    private static final long serialVersionUID = 1L;

    private final String why;
    private final boolean lacksNonce;

    Faulty(String why) {
      this(why, false);
    }

    private Faulty(String why, boolean lacksNonce) {
      super(why, null, false, false);
      this.why = why;
      this.lacksNonce = lacksNonce;
    }

    static Faulty withoutNonce(String why) {
      return new Faulty(why, true);
    }
  }
}
