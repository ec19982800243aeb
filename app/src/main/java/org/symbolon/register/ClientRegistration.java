package org.symbolon.register;

import com.fasterxml.jackson.databind.JsonNode;
import java.text.Normalizer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.symbolon.client.GrantType;
import org.symbolon.client.RegisteredClient;
import org.symbolon.client.RegisteredClient.Metadata;
import org.symbolon.client.RegisteredClient.Method;
import org.symbolon.client.RegisteredClients;
import org.symbolon.client.Registrations;
import org.symbolon.client.StaticClients;
import org.symbolon.issuer.Issuer;
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

  /** Only the server says these (RFC 7592 §2.2). */
  private static final List<String> OURS =
      List.of(
          "registration_access_token",
          "registration_client_uri",
          "client_secret_expires_at",
          "client_id_issued_at");

  private final Issuer issuer;
  private final RegistrationSettings settings;
  private final StaticClients configured;
  private final RegisteredClients clients;
  private final Registrations registrations;
  private final RegistrationLimits limits;
  private final RandomText random;
  private final InstantSource clock;

  public ClientRegistration(
      Issuer issuer,
      RegistrationSettings settings,
      StaticClients configured,
      RegisteredClients clients,
      Registrations registrations,
      Failures failures,
      RandomText random,
      InstantSource clock) {
    this.issuer = issuer;
    this.settings = settings;
    this.configured = configured;
    this.clients = clients;
    this.registrations = registrations;
    this.limits = new RegistrationLimits(issuer, failures);
    this.random = random;
    this.clock = clock;
  }

  /**
   * Registers a client.
   *
   * @param address of the caller, as limits count it
   * @return members of the answer
   * @throws ProtocolException {@code invalid_client_metadata}, {@code invalid_redirect_uri}, {@code
   *     too_many_requests}
   */
  public Map<String, Object> register(byte[] body, String address) {
    Instant now = clock.instant();
    limits.registration(address, now);
    ClientId id = new ClientId(random.identifier());
    Metadata metadata = metadata(ReadMetadata.object(body), id);
    String management = random.secret();
    Optional<String> secret = secretFor(metadata);
    registrations.add(
        new RegisteredClient(
            issuer.id(),
            id,
            metadata,
            secret.map(SecretHash::of),
            SecretHash.of(management),
            now,
            now.plus(settings.unusedFor())));
    return answer(id, metadata, secret, management);
  }

  /** What is registered; the secret is not known here any more. */
  public Map<String, Object> read(Optional<String> token, String id, String address) {
    RegisteredClient client = managed(token, id, address);
    return answer(client.id(), client.metadata(), Optional.empty(), token.orElse(""));
  }

  /** Replaces all metadata; what is left out is at its default again. The token is a new one. */
  public Map<String, Object> update(
      Optional<String> token, String id, byte[] body, String address) {
    RegisteredClient old = managed(token, id, address);
    JsonNode members = ReadMetadata.object(body);
    checkOurs(members, old);
    Metadata metadata = metadata(members, old.id());
    Optional<String> newSecret = old.secret().isPresent() ? Optional.empty() : secretFor(metadata);
    Optional<SecretHash> secret =
        metadata.method() == Method.NONE
            ? Optional.empty()
            : newSecret.map(SecretHash::of).or(old::secret);
    String management = random.secret();
    RegisteredClient replaced =
        new RegisteredClient(
            issuer.id(),
            old.id(),
            metadata,
            secret,
            SecretHash.of(management),
            old.registered(),
            old.expires());
    if (!registrations.replace(replaced, old.management())) {
      throw refused();
    }
    clients.forget(issuer.id(), old.id());
    return answer(old.id(), metadata, newSecret, management);
  }

  /** Ends the registration; whatever still names it names nobody. */
  public void delete(Optional<String> token, String id, String address) {
    RegisteredClient client = managed(token, id, address);
    if (!registrations.delete(issuer.id(), client.id(), client.management())) {
      throw refused();
    }
    clients.forget(issuer.id(), client.id());
  }

  /** RFC 7592 §2: a wrong token and a client that is none get the same answer. */
  private RegisteredClient managed(Optional<String> token, String id, String address) {
    Instant now = clock.instant();
    Optional<RegisteredClient> found =
        token.isEmpty() || !RegisteredClients.isOne(new ClientId(id))
            ? Optional.empty()
            : registrations
                .find(issuer.id(), new ClientId(id), now)
                .filter(client -> client.management().matches(token.get()));
    if (found.isEmpty()) {
      limits.wrongToken(address, now);
      throw refused();
    }
    return found.get();
  }

  private Metadata metadata(JsonNode members, ClientId id) {
    Metadata metadata = ReadMetadata.from(members, settings, id.value());
    String name = folded(metadata.name());
    boolean taken =
        configured.of(issuer.id()).stream()
            .flatMap(client -> Stream.of(client.name(), client.id().value()))
            .anyMatch(other -> folded(other).equals(name));
    if (taken) {
      throw ProtocolException.of(
          ErrorCode.INVALID_CLIENT_METADATA,
          "client_name is that of a client of this site: choose another");
    }
    return metadata;
  }

  /** What people would read as the same. */
  private static String folded(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFKC)
        .toLowerCase(Locale.ROOT)
        .replaceAll("[\\s\\p{Z}_-]+", "");
  }

  private static void checkOurs(JsonNode members, RegisteredClient client) {
    if (!members.path("client_id").asText().equals(client.id().value())) {
      throw ProtocolException.of(
          ErrorCode.INVALID_REQUEST, "client_id must be in the body, and be this client's");
    }
    if (OURS.stream().anyMatch(members::has)) {
      throw ProtocolException.of(
          ErrorCode.INVALID_REQUEST, "the body must have none of " + String.join(", ", OURS));
    }
    JsonNode secret = members.path("client_secret");
    if (!secret.isMissingNode()
        && client.secret().filter(own -> own.matches(secret.asText())).isEmpty()) {
      throw ProtocolException.of(
          ErrorCode.INVALID_REQUEST, "client_secret is not this client's: leave it out");
    }
  }

  private Optional<String> secretFor(Metadata metadata) {
    return metadata.method() == Method.NONE ? Optional.empty() : Optional.of(random.secret());
  }

  /** Without booleans and without members at their default: some clients break on those. */
  private Map<String, Object> answer(
      ClientId id, Metadata metadata, Optional<String> secret, String management) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("client_id", id.value());
    secret.ifPresent(
        text -> {
          answer.put("client_secret", text);
          // RFC 7591 §3.2.1: it does not expire by itself.
          answer.put("client_secret_expires_at", 0);
        });
    answer.put("registration_access_token", management);
    answer.put(
        "registration_client_uri", issuer.url() + issuer.paths().registration() + "/" + id.value());
    answer.put("client_name", metadata.name());
    if (!metadata.redirectUris().isEmpty()) {
      answer.put("redirect_uris", metadata.redirectUris());
    }
    answer.put(
        "grant_types", metadata.grantTypes().stream().sorted().map(GrantType::text).toList());
    if (!metadata.grantTypes().contains(GrantType.AUTHORIZATION_CODE)) {
      answer.put("response_types", List.of());
    }
    if (metadata.method() != Method.BASIC) {
      answer.put("token_endpoint_auth_method", metadata.method().text());
    }
    answer.put("scope", String.join(" ", metadata.scopes()));
    return answer;
  }

  private static ProtocolException refused() {
    return ProtocolError.of(
            ErrorCode.INVALID_TOKEN, "the registration access token is missing or wrong")
        .exception();
  }
}
