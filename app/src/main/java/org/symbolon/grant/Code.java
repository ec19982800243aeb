package org.symbolon.grant;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.symbolon.protocol.ClientId;
import org.symbolon.protocol.GrantId;
import org.symbolon.protocol.IssuerId;
import org.symbolon.protocol.SecretHash;

/**
 * An authorization code as stored (RFC 6749 §4.1.2).
 *
 * @param grant the id its grant will have once it is redeemed
 * @param login the root above it
 * @param redirectUri as the request gave it; must be repeated exactly
 * @param challenge the PKCE S256 challenge
 * @param scope what the person approved
 * @param asked claims asked for one by one, as the person approved them
 * @param offline whether a refresh token was asked for and may be given
 * @param key the thumbprint of the key that must be proved with it, {@code dpop_jkt} (RFC 9449 §10)
 */
public record Code(
    SecretHash hash,
    IssuerId issuer,
    ClientId client,
    GrantId grant,
    GrantId login,
    String redirectUri,
    Optional<String> challenge,
    Optional<String> nonce,
    String requestedScope,
    String scope,
    List<String> audiences,
    boolean offline,
    Instant expires,
    Optional<Instant> redeemed,
    Optional<String> key,
    AskedClaims asked) {
  public Code {
    audiences = List.copyOf(audiences);
  }

  /** One that is bound to no key, without claims that were asked for one by one. */
  public Code(
      SecretHash hash,
      IssuerId issuer,
      ClientId client,
      GrantId grant,
      GrantId login,
      String redirectUri,
      Optional<String> challenge,
      Optional<String> nonce,
      String requestedScope,
      String scope,
      List<String> audiences,
      boolean offline,
      Instant expires,
      Optional<Instant> redeemed) {
    this(
        hash,
        issuer,
        client,
        grant,
        login,
        redirectUri,
        challenge,
        nonce,
        requestedScope,
        scope,
        audiences,
        offline,
        expires,
        redeemed,
        Optional.empty(),
        AskedClaims.NONE);
  }
}
