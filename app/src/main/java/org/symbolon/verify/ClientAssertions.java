package org.symbolon.verify;

import com.nimbusds.jose.jwk.JWKSet;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.symbolon.client.Assertions;
import org.symbolon.client.Client;
import org.symbolon.client.Client.Authentication;
import org.symbolon.client.ClientKeys;
import org.symbolon.fetch.Fetcher;
import org.symbolon.fetch.Limits;
import org.symbolon.fetch.Reach;
import org.symbolon.issuer.Issuer;

/** Checks clients' assertions with their keys or secrets (RFC 7523 §3, OpenID Connect Core §9). */
public final class ClientAssertions implements Assertions, AutoCloseable {
  /** One that claims to be good for longer was not made for this request. */
  static final Duration LONGEST = Duration.ofHours(1);

  private static final Duration SKEW = Duration.ofSeconds(30);
  private static final Duration KEYS_KEPT = Duration.ofHours(24);
  private static final int MOST_SOURCES = 10_000;

  private static final Set<String> ASYMMETRIC =
      Set.of(
          "ES256", "ES384", "ES512", "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "EdDSA");
  private static final Set<String> BY_SECRET = Set.of("HS256", "HS384", "HS512");

  private final Replay replay;
  private final InstantSource clock;
  private final Map<Reach, Fetcher> fetchers = new ConcurrentHashMap<>();
  private final Map<ClientKeys, PublicKeys> sources = new ConcurrentHashMap<>();

  public ClientAssertions(Replay replay, InstantSource clock) {
    this.replay = replay;
    this.clock = clock;
  }

  @Override
  public Checked check(Issuer issuer, Client client, String assertion) {
    return switch (client.authentication()) {
      case Authentication.SecretJwt secret ->
          check(issuer, client, assertion, BY_SECRET, new SharedSecret(secret.secret()));
      case Authentication.PrivateKeyJwt key ->
          check(issuer, client, assertion, ASYMMETRIC, source(key.keys()));
      case Authentication.Secret secret -> new Checked.Refused("this client does not sign");
      case Authentication.None none -> new Checked.Refused("this client does not sign");
    };
  }

  private Checked check(
      Issuer issuer, Client client, String assertion, Set<String> algorithms, PublicKeys keys) {
    Expectations expected =
        new Expectations(
            client.id().value(),
            // RFC 7523 §3; many clients name the token endpoint wherever they go.
            Set.of(issuer.url().toString(), issuer.url() + issuer.paths().token()),
            algorithms,
            LONGEST,
            SKEW);
    return switch (new ForeignTokens(expected, keys).check(assertion, clock.instant())) {
      case ForeignCheck.Invalid(String why) -> new Checked.Refused(why);
      case ForeignCheck.Unavailable(String why) -> new Checked.Unavailable(why);
      case ForeignCheck.Valid valid -> once(issuer, client, valid);
    };
  }

  private Checked once(Issuer issuer, Client client, ForeignCheck.Valid valid) {
    // OpenID Connect Core §9
    if (!valid.subject().equals(client.id().value())) {
      return new Checked.Refused("its subject is another");
    }
    if (valid.id().isEmpty()) {
      return new Checked.Refused("jti is missing");
    }
    String use = "assertion " + issuer.id().value() + " " + client.id().value();
    Instant over = valid.expires().plus(SKEW);
    return replay.first(use, valid.id().get(), over)
        ? new Checked.Proved()
        : new Checked.Refused("used before");
  }

  private PublicKeys source(ClientKeys keys) {
    if (sources.size() > MOST_SOURCES) {
      // Clients that register themselves come and go; what is needed is read again.
      sources.clear();
    }
    return sources.computeIfAbsent(keys, this::open);
  }

  private PublicKeys open(ClientKeys keys) {
    return switch (keys) {
      case ClientKeys.Inline inline -> new PinnedKeys(parse(inline.jwks()));
      case ClientKeys.Remote remote ->
          RemoteKeys.at(
              remote.address(),
              fetchers.computeIfAbsent(remote.reach(), ClientAssertions::fetcher),
              KEYS_KEPT,
              clock);
    };
  }

  private static JWKSet parse(String jwks) {
    try {
      return JWKSet.parse(jwks);
    } catch (ParseException e) {
      throw new IllegalArgumentException("keys are checked where they are taken in", e);
    }
  }

  private static Fetcher fetcher(Reach reach) {
    Limits usual = Limits.DEFAULT;
    return new Fetcher(new Limits(usual.connect(), usual.total(), usual.largestBody(), reach));
  }

  @Override
  public void close() {
    fetchers.values().forEach(Fetcher::close);
  }
}
