package org.symbolon.verify;

import com.nimbusds.jose.JWSObject;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.symbolon.client.Assertions;
import org.symbolon.client.Client;
import org.symbolon.client.Client.Authentication;
import org.symbolon.client.SecurityProfile;
import org.symbolon.issuer.Issuer;

/** Checks clients' assertions with their keys or secrets (RFC 7523 §3, OpenID Connect Core §9). */
public final class ClientAssertions implements Assertions {
  /** One that claims to be good for longer was not made for this request. */
  static final Duration LONGEST = Duration.ofHours(1);

  private static final Duration SKEW = Duration.ofSeconds(30);

  private static final Set<String> BY_SECRET = Set.of("HS256", "HS384", "HS512");

  private final Replay replay;
  private final InstantSource clock;
  private final KeySources sources;
  private final Assertions ofWorkloads;

  /** Where no platform vouches for a workload. */
  public ClientAssertions(Replay replay, KeySources sources, InstantSource clock) {
    this(replay, sources, Assertions.NONE, clock);
  }

  /**
   * @param ofWorkloads what others sign for clients
   */
  public ClientAssertions(
      Replay replay, KeySources sources, Assertions ofWorkloads, InstantSource clock) {
    this.replay = replay;
    this.sources = sources;
    this.ofWorkloads = ofWorkloads;
    this.clock = clock;
  }

  /** The JWS names of assertions of clients that authenticate in one of these ways, by name. */
  public static List<String> algorithms(Collection<String> methods) {
    Set<String> names = new TreeSet<>();
    if (methods.contains("private_key_jwt")) {
      names.addAll(Signatures.ASYMMETRIC);
    }
    if (methods.contains("client_secret_jwt")) {
      names.addAll(BY_SECRET);
    }
    return List.copyOf(names);
  }

  @Override
  public Checked check(Issuer issuer, Client client, String assertion) {
    return switch (client.authentication()) {
      case Authentication.SecretJwt secret ->
          check(issuer, client, assertion, BY_SECRET, new SharedSecret(secret.secret()));
      case Authentication.PrivateKeyJwt key ->
          check(
              issuer,
              client,
              assertion,
              Signatures.asymmetric(client.preferences().profile()),
              sources.open(key.keys()));
      case Authentication.Workload workload -> ofWorkloads.check(issuer, client, assertion);
      case Authentication.Secret secret -> new Checked.Refused("this client does not sign");
      case Authentication.None none -> new Checked.Refused("this client does not sign");
      case Authentication.Tls tls -> new Checked.Refused("this client does not sign");
      case Authentication.SelfSignedTls tls -> new Checked.Refused("this client does not sign");
    };
  }

  private static boolean isFapi(Client client) {
    return client.preferences().profile() == SecurityProfile.FAPI2;
  }

  private static Set<String> audiences(Issuer issuer, Client client) {
    String url = issuer.url().toString();
    // FAPI 2.0 Security Profile §5.3.2.1: nobody else can use what was made for another endpoint.
    return isFapi(client)
        ? Set.of(url)
        // RFC 7523 §3, RFC 9126 §2; many clients name the token endpoint wherever they go.
        : Set.of(url, url + issuer.paths().token(), url + issuer.paths().pushedAuthorization());
  }

  /** FAPI 2.0 Security Profile §5.3.2.1: one audience, as a text. */
  private static boolean hasLoneAudience(String assertion) {
    try {
      Map<String, Object> claims = JWSObject.parse(assertion).getPayload().toJSONObject();
      return claims != null && claims.get("aud") instanceof String;
    } catch (ParseException e) {
      return false;
    }
  }

  private Checked check(
      Issuer issuer, Client client, String assertion, Set<String> algorithms, PublicKeys keys) {
    if (isFapi(client) && !hasLoneAudience(assertion)) {
      return new Checked.Refused("aud must be one text, the issuer");
    }
    Expectations expected =
        new Expectations(
            client.id().value(),
            audiences(issuer, client),
            client.preferences().assertionAlgorithm().map(Set::of).orElse(algorithms),
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
    // However far ahead exp lies: after that its age alone refuses it.
    Instant aged = clock.instant().plus(LONGEST).plus(SKEW);
    Instant over = (valid.expires().isBefore(aged) ? valid.expires() : aged).plus(SKEW);
    return replay.first(use, valid.id().get(), over)
        ? new Checked.Proved()
        : new Checked.Refused("used before");
  }
}
