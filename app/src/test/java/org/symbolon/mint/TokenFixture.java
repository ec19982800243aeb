package org.symbolon.mint;

import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.symbolon.issuer.Issuer;
import org.symbolon.keys.InMemoryKeyStore;
import org.symbolon.keys.SigningKeys;
import org.symbolon.keys.TestMasterKey;
import org.symbolon.protocol.ClientId;
import org.symbolon.protocol.GrantId;
import org.symbolon.protocol.RandomText;
import org.symbolon.scope.ScopeSet;

/** An issuer with keys that mints, and an independent verifier of what it mints. */
public final class TokenFixture {
  private final Issuer issuer;
  private final InstantSource clock;
  private final SigningKeys keys;
  private final Minter minter;
  private final IdTokens idTokens;

  public TokenFixture(Issuer issuer, InstantSource clock) {
    this.issuer = issuer;
    this.clock = clock;
    keys =
        new SigningKeys(new InMemoryKeyStore(), TestMasterKey.fresh(), new SecureRandom(), clock);
    keys.open(issuer);
    // Always the same identifiers.
    RandomText zeros =
        new RandomText(
            new SecureRandom() {
              private static final long serialVersionUID = 1L;

              @Override
              public void nextBytes(byte[] bytes) {
                Arrays.fill(bytes, (byte) 0);
              }
            });
    minter = new Minter(keys, zeros, clock);
    idTokens = new IdTokens(keys, zeros, clock);
  }

  public Issuer issuer() {
    return issuer;
  }

  public SigningKeys keys() {
    return keys;
  }

  public Instant now() {
    return clock.instant();
  }

  public Minted mint(AccessTokenClaims claims) {
    return minter.accessToken(issuer, claims);
  }

  public Minted mint(IdTokenClaims claims) {
    return idTokens.idToken(issuer, claims);
  }

  /** Ana's token for a tool, with these scopes. */
  public AccessTokenClaims claims(String scopes) {
    return new AccessTokenClaims(
        "ana",
        new ClientId("tool"),
        ((ScopeSet.Parsed) ScopeSet.parse(scopes, issuer.profile())).scopes(),
        List.of("https://storage.example"),
        issuer.audiences(),
        List.of(new GrantId("root"), new GrantId("leaf")),
        now(),
        Duration.ofMinutes(20),
        Optional.empty(),
        Optional.empty(),
        GroupClaims.NONE,
        Map.of());
  }

  /** Ana's ID token for a tool, with these scopes. */
  public IdTokenClaims idClaims(String scopes, Map<String, Object> person) {
    return new IdTokenClaims(
        "ana",
        new ClientId("tool"),
        now(),
        Duration.ofMinutes(20),
        Optional.empty(),
        now().minusSeconds(30),
        Optional.of("n-0S6_WzA2Mj"),
        Optional.empty(),
        ((ScopeSet.Parsed) ScopeSet.parse(scopes, issuer.profile())).scopes(),
        GroupClaims.NONE,
        person);
  }

  /** Reads a token as a stranger would: with the published key set and a library's defaults. */
  public SignedJWT verified(String token) throws Exception {
    SignedJWT signed = SignedJWT.parse(token);
    JWKSet published = JWKSet.parse(keys.keySet(issuer.id()).json());
    AsymmetricJWK key = (AsymmetricJWK) published.getKeyByKeyId(signed.getHeader().getKeyID());
    JWSVerifier verifier =
        new DefaultJWSVerifierFactory().createJWSVerifier(signed.getHeader(), key.toPublicKey());
    if (!signed.verify(verifier)) {
      throw new AssertionError("the signature is wrong");
    }
    return signed;
  }

  /** The payload's JSON, after verification. */
  public String payload(Minted minted) throws Exception {
    return verified(minted.token()).getPayload().toString();
  }
}
