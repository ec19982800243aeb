package org.symbolon.register;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.symbolon.audit.Audit;
import org.symbolon.audit.Event;
import org.symbolon.client.GrantType;
import org.symbolon.client.RegisteredClient;
import org.symbolon.client.RegisteredClient.Secret;
import org.symbolon.client.RegisteredClients;
import org.symbolon.client.RegisteredMetadata;
import org.symbolon.client.RegisteredMetadata.Method;
import org.symbolon.client.Registrations;
import org.symbolon.client.Registrations.Deleter;
import org.symbolon.client.StaticClients;
import org.symbolon.issuer.Issuer;
import org.symbolon.keys.MasterKey;
import org.symbolon.login.Failures;
import org.symbolon.protocol.ClientId;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.ProtocolError;
import org.symbolon.protocol.ProtocolException;
import org.symbolon.protocol.RandomText;
import org.symbolon.protocol.SecretHash;

/** An issuer's registration endpoint (RFC 7591 §3) and its clients' own ones (RFC 7592 §2). */
public final class ClientRegistration {
  /** What a client may do that nobody vouched for: log people in, and stay. */
  public static final Set<GrantType> GRANT_TYPES =
      Set.of(GrantType.AUTHORIZATION_CODE, GrantType.DEVICE_CODE, GrantType.REFRESH_TOKEN);

  /** Nobody needs more, and each is a row that strangers' tokens can hang on. */
  private static final int MOST_OWNED = 50;

  private final Issuer issuer;
  private final RegistrationSettings settings;
  private final Checks checks;
  private final Kept kept;
  private final RegistrationLimits limits;
  private final RegistrationAnswer answers;
  private final Audit audit;
  private final RandomText random;
  private final InstantSource clock;

  /** Who may register, and as what. */
  public record Checks(
      StaticClients configured,
      Owners owners,
      SoftwareStatements statements,
      SectorIdentifiers sectors) {}

  /** Where registrations and what belongs to them are kept. */
  public record Kept(
      RegisteredClients clients,
      Registrations registrations,
      Failures failures,
      MasterKey masterKey) {}

  public ClientRegistration(
      Issuer issuer,
      RegistrationSettings settings,
      Checks checks,
      Kept kept,
      Audit audit,
      RandomText random,
      InstantSource clock) {
    this.issuer = issuer;
    this.settings = settings;
    this.checks = checks;
    this.kept = kept;
    this.limits = new RegistrationLimits(issuer, kept.failures());
    this.answers = new RegistrationAnswer(issuer);
    this.audit = audit;
    this.random = random;
    this.clock = clock;
  }

  /** What an issuer adds to what its registered clients say. */
  public static RegisteredClient.Terms terms(Issuer issuer, RegistrationSettings settings) {
    return new RegisteredClient.Terms(
        settings.unusedFor(),
        settings.reach(),
        // OpenID Connect Registration §2: so a client that says nothing expects it.
        Optional.of("RS256").filter(issuer.algorithms()::contains));
  }

  /**
   * Registers a client.
   *
   * @param bearer an initial access token or a person's access token, where the mode asks for one
   * @param address of the caller, as limits count it
   * @return members of the answer
   * @throws ProtocolException {@code invalid_client_metadata}, {@code invalid_redirect_uri}, {@code
   *     invalid_token}, {@code too_many_requests} and those of software statements
   */
  public Map<String, Object> register(Optional<String> bearer, byte[] body, String address) {
    Instant now = clock.instant();
    limits.registration(address, now);
    Admission admission = Admission.of(settings, checks.owners(), bearer, now);
    return MemberException.toldToPrograms(
        () -> register(admission, Members.read(body), address, now));
  }

  /**
   * The same for a person who was found allowed to: the client is theirs.
   *
   * @param person their key
   * @throws MemberException for what a program is told by the protocol's errors
   */
  Map<String, Object> registerOwned(String person, Members members, String address) {
    Instant now = clock.instant();
    limits.registration(address, now);
    return register(new Admission.ByOwner(person), members, address, now);
  }

  private Map<String, Object> register(
      Admission admission, Members members, String address, Instant now) {
    ClientId id = new ClientId(random.identifier());
    RegisteredMetadata metadata = metadata(members, id, now);
    String management = random.secret();
    Optional<String> secret = secretFor(metadata.method());
    Optional<Secret> keptSecret = kept(id, metadata.method(), secret, now);
    RegisteredClient client =
        new RegisteredClient(
            issuer.id(),
            id,
            metadata,
            admission instanceof Admission.ByOwner(String person)
                ? Optional.of(person)
                : Optional.empty(),
            keptSecret,
            SecretHash.of(management),
            now,
            now.plus(settings.unusedFor()));
    add(client, admission, now);
    audit.report(new Event.ClientRegistered(issuer.id(), id, client.owner(), address));
    return answers.with(client, secret, management);
  }

  private void add(RegisteredClient client, Admission admission, Instant now) {
    Registrations registrations = kept.registrations();
    switch (admission) {
      case Admission.Anybody anybody -> registrations.add(client);
      case Admission.ByToken(SecretHash token) -> {
        if (!registrations.add(client, token, now)) {
          throw Admission.refused("no such initial access token, or it is used up or over");
        }
      }
      case Admission.ByOwner owner -> {
        if (!registrations.addOwned(client, MOST_OWNED, now)) {
          throw ProtocolException.of(
              ErrorCode.ACCESS_DENIED,
              "this person has " + MOST_OWNED + " clients already: delete one first");
        }
      }
    }
  }

  /** What is registered; the secret is not known here any more. */
  public Map<String, Object> read(Optional<String> token, String id, String address) {
    RegisteredClient client = managed(token, id, address);
    return answers.with(client, Optional.empty(), token.orElse(""));
  }

  /**
   * Replaces all metadata; what is left out is at its default again. The token is a new one, and so
   * is a secret that would expire.
   */
  public Map<String, Object> update(
      Optional<String> token, String id, byte[] body, String address) {
    RegisteredClient old = managed(token, id, address);
    Instant now = clock.instant();
    limits.update(old.id(), address, now);
    RegisteredMetadata metadata =
        MemberException.toldToPrograms(
            () -> {
              Members members = Members.read(body);
              CheckUpdate.check(members, old);
              return metadata(members, old.id(), now);
            });
    Optional<String> newSecret =
        isKept(old, metadata.method()) ? Optional.empty() : secretFor(metadata.method());
    Optional<Secret> secret =
        metadata.method().hasSecret()
            ? kept(old.id(), metadata.method(), newSecret, now).or(old::secret)
            : Optional.empty();
    String management = random.secret();
    RegisteredClient replaced =
        new RegisteredClient(
            issuer.id(),
            old.id(),
            metadata,
            old.owner(),
            secret,
            SecretHash.of(management),
            old.registered(),
            old.expires());
    if (!kept.registrations().replace(replaced, old.management())) {
      throw refused();
    }
    kept.clients().forget(issuer.id(), old.id());
    audit.report(new Event.ClientUpdated(issuer.id(), old.id(), address));
    return answers.with(replaced, newSecret, management);
  }

  /** Ends the registration and all that was granted to it. */
  public void delete(Optional<String> token, String id, String address) {
    RegisteredClient client = managed(token, id, address);
    boolean deleted =
        new DeleteClient(issuer.id(), kept.registrations(), kept.clients(), audit, clock)
            .delete(
                client.id(),
                new Deleter.Itself(client.management()),
                "its client deleted itself",
                address);
    if (!deleted) {
      throw refused();
    }
  }

  /** RFC 7592 §2: a wrong token and a client that is none get the same answer. */
  private RegisteredClient managed(Optional<String> token, String id, String address) {
    Instant now = clock.instant();
    Optional<RegisteredClient> found =
        token.isEmpty() || !RegisteredClients.isOne(new ClientId(id))
            ? Optional.empty()
            : kept.registrations()
                .find(issuer.id(), new ClientId(id), now)
                .filter(client -> client.management().matches(token.get()));
    if (found.isEmpty()) {
      limits.wrongToken(address, now);
      throw refused();
    }
    return found.get();
  }

  private RegisteredMetadata metadata(Members sent, ClientId id, Instant now) {
    Members members = checks.statements().applied(sent, now);
    RegisteredMetadata metadata = ReadMetadata.from(members, issuer, settings, id.value());
    checks.sectors().check(metadata);
    boolean taken =
        checks.configured().of(issuer.id()).stream()
            .flatMap(client -> Stream.of(client.name(), client.id().value()))
            .map(LookAlikes::folded)
            .anyMatch(ReadNames.folded(metadata)::contains);
    if (taken) {
      throw Members.wrong(
          "client_name", "is read like that of another program of this site: choose another");
    }
    return metadata;
  }

  /**
   * A secret that was compared by its hash can not become one to sign with, and one that expires is
   * renewed.
   */
  private static boolean isKept(RegisteredClient old, Method method) {
    return old.secret()
        .filter(secret -> secret instanceof Secret.Encrypted == (method == Method.SECRET_JWT))
        .filter(secret -> secret.expires().equals(Instant.MAX))
        .isPresent();
  }

  private Optional<String> secretFor(Method method) {
    return switch (method) {
      case NONE, PRIVATE_KEY_JWT, TLS, SELF_SIGNED_TLS -> Optional.empty();
      case BASIC, POST -> Optional.of(random.secret());
      // RFC 7518 §3.2: as long as the hash at least, and HS512's has 64 bytes.
      case SECRET_JWT -> Optional.of(random.secret() + random.secret());
    };
  }

  private Optional<Secret> kept(ClientId id, Method method, Optional<String> secret, Instant now) {
    Instant expires = settings.secretLifetime().map(now::plus).orElse(Instant.MAX);
    return secret.map(
        text ->
            method == Method.SECRET_JWT
                ? new Secret.Encrypted(
                    kept.masterKey().encrypt(RegisteredClient.KEPT_FOR, id.value(), text), expires)
                : new Secret.Hashed(SecretHash.of(text), expires));
  }

  private static ProtocolException refused() {
    return ProtocolError.of(
            ErrorCode.INVALID_TOKEN, "the registration access token is missing or wrong")
        .exception();
  }
}
