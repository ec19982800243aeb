package org.symbolon.client;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.symbolon.client.Client.Authentication;
import org.symbolon.client.Client.Authentication.Sent;
import org.symbolon.fetch.Reach;
import org.symbolon.keys.Secrets;
import org.symbolon.protocol.ClientId;
import org.symbolon.protocol.IssuerId;
import org.symbolon.protocol.SecretHash;
import org.symbolon.protocol.SecretText;

/**
 * A client that registered itself (RFC 7591). Whatever is a privilege has no place in here, so that
 * no request can set it.
 *
 * @param owner the key of the person it belongs to; absent where nobody stands for it
 * @param management the hash of its registration access token
 * @param secret absent where it has none
 * @param expires unless it is used before
 */
public record RegisteredClient(
    IssuerId issuer,
    ClientId id,
    RegisteredMetadata metadata,
    Optional<String> owner,
    Optional<Secret> secret,
    SecretHash management,
    Instant registered,
    Instant expires) {

  /** Its secret, as it is kept. */
  public sealed interface Secret {
    /** From when on it proves nothing; {@link Instant#MAX} where it does not expire by itself. */
    Instant expires();

    /** Enough to compare with. */
    record Hashed(SecretHash hash, Instant expires) implements Secret {}

    /**
     * What it signs with is needed in clear to check that.
     *
     * @param text under the master key, for {@link RegisteredClient#KEPT_FOR} and the client's id
     */
    record Encrypted(String text, Instant expires) implements Secret {}
  }

  /** The purpose an encrypted secret is encrypted for. */
  public static final String KEPT_FOR = Secrets.Kind.REGISTERED_CLIENT.purpose();

  /** What its issuer adds to what it says. */
  public record Terms(Duration unusedFor, Reach reach, Optional<String> idTokenAlgorithm) {}

  /** Opens encrypted secrets. */
  @FunctionalInterface
  public interface Opening {
    SecretText open(ClientId client, Secret.Encrypted secret);
  }

  /**
   * The client as the flows see it. Its name says what nobody has checked, so that no page can
   * forget to.
   */
  public Client client(Instant now, Terms terms, Opening opening) {
    return new Client(
        issuer,
        id,
        metadata.name() + " (not verified: registered itself " + age(now) + ")",
        authentication(terms, opening),
        metadata.grantTypes(),
        metadata.redirectUris(),
        metadata.scopes(),
        Optional.empty(),
        false,
        Set.of(),
        false,
        Optional.empty(),
        Optional.empty(),
        Client.Overrides.NONE,
        new OpenIdOptions(metadata.subjects(), metadata.userinfoAlgorithm()),
        metadata.preferences(terms.reach(), terms.idTokenAlgorithm()),
        false);
  }

  private Authentication authentication(Terms terms, Opening opening) {
    return switch (metadata.method()) {
      case NONE -> new Authentication.None();
      case BASIC -> new Authentication.Secret(hashes(), Sent.BASIC, secretExpires());
      case POST -> new Authentication.Secret(hashes(), Sent.POST, secretExpires());
      case SECRET_JWT ->
          new Authentication.SecretJwt(opening.open(id, encrypted()), secretExpires());
      case PRIVATE_KEY_JWT -> new Authentication.PrivateKeyJwt(keys(terms));
      case TLS ->
          new Authentication.Tls(
              metadata
                  .certificateName()
                  .orElseThrow(() -> new IllegalStateException("registered without a name")));
      case SELF_SIGNED_TLS -> new Authentication.SelfSignedTls(keys(terms));
    };
  }

  private ClientKeys keys(Terms terms) {
    return metadata
        .keys(terms.reach())
        .orElseThrow(() -> new IllegalStateException("registered without keys"));
  }

  private Instant secretExpires() {
    return secret.map(Secret::expires).orElse(Instant.MAX);
  }

  private List<SecretHash> hashes() {
    return secret
        .filter(Secret.Hashed.class::isInstance)
        .map(kept -> ((Secret.Hashed) kept).hash())
        .stream()
        .toList();
  }

  private Secret.Encrypted encrypted() {
    return secret
        .filter(Secret.Encrypted.class::isInstance)
        .map(Secret.Encrypted.class::cast)
        .orElseThrow(() -> new IllegalStateException("registered without the secret it signs by"));
  }

  private String age(Instant now) {
    long days = Duration.between(registered, now).toDays();
    if (days < 1) {
      return "today";
    }
    return days == 1 ? "1 day ago" : days + " days ago";
  }
}
