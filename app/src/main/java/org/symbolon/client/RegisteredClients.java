package org.symbolon.client;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.symbolon.keys.MasterKey;
import org.symbolon.protocol.ClientId;
import org.symbolon.protocol.IssuerId;
import org.symbolon.protocol.SecretText;

/**
 * The clients of the configuration, and after them those that registered themselves: these can
 * never take another's place, and those need no database.
 */
public final class RegisteredClients implements Clients, ClientUse {
  private static final Duration REMEMBERED = Duration.ofSeconds(5);
  private static final int MOST_REMEMBERED = 10_000;

  /** As we make ids: nothing else is worth a question. */
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{22}");

  /** Of each such id. */
  public static final int ID_LENGTH = 22;

  /** Use is written down once in so long. */
  private static final Duration USE_NOTED = Duration.ofDays(1);

  private record Key(IssuerId issuer, ClientId id) {}

  private record Remembered(Client client, Instant expires) {}

  private final Clients configured;
  private final Registrations registrations;
  private final Map<IssuerId, RegisteredClient.Terms> terms;
  private final MasterKey masterKey;
  private final InstantSource clock;
  private final Cache<Key, Optional<Remembered>> remembered =
      Caffeine.newBuilder().expireAfterWrite(REMEMBERED).maximumSize(MOST_REMEMBERED).build();

  /**
   * @param terms of the issuers at which clients may register
   * @param masterKey under which secrets are that must be known in clear
   */
  public RegisteredClients(
      Clients configured,
      Registrations registrations,
      Map<IssuerId, RegisteredClient.Terms> terms,
      MasterKey masterKey,
      InstantSource clock) {
    this.configured = configured;
    this.registrations = registrations;
    this.terms = Map.copyOf(terms);
    this.masterKey = masterKey;
    this.clock = clock;
  }

  @Override
  public Optional<Client> find(IssuerId issuer, ClientId id) {
    Optional<Client> client = configured.find(issuer, id);
    Optional<RegisteredClient.Terms> of = Optional.ofNullable(terms.get(issuer));
    if (client.isPresent() || of.isEmpty() || !isOne(id)) {
      return client;
    }
    Instant now = clock.instant();
    return remembered
        .get(new Key(issuer, id), key -> registered(key, of.get(), now))
        .filter(one -> now.isBefore(one.expires()))
        .map(Remembered::client);
  }

  /** Whether it is an id as we make them: no other was ever registered. */
  public static boolean isOne(ClientId id) {
    return ID.matcher(id.value()).matches();
  }

  /** This node asks anew at once; the others within seconds. */
  public void forget(IssuerId issuer, ClientId id) {
    remembered.invalidate(new Key(issuer, id));
  }

  @Override
  public void used(IssuerId issuer, ClientId id) {
    Optional<RegisteredClient.Terms> of = Optional.ofNullable(terms.get(issuer));
    if (of.isEmpty() || !isOne(id) || configured.find(issuer, id).isPresent()) {
      return;
    }
    Instant now = clock.instant();
    Instant expires = now.plus(of.get().unusedFor());
    remembered
        .get(new Key(issuer, id), key -> registered(key, of.get(), now))
        .filter(one -> now.isBefore(one.expires()))
        .filter(one -> one.expires().isBefore(expires.minus(USE_NOTED)))
        .ifPresent(
            one -> {
              registrations.used(issuer, id, expires);
              forget(issuer, id);
            });
  }

  private SecretText secret(ClientId client, RegisteredClient.Secret.Encrypted secret) {
    return new SecretText(
        masterKey.decrypt(RegisteredClient.KEPT_FOR, client.value(), secret.text()));
  }

  private Optional<Remembered> registered(Key key, RegisteredClient.Terms its, Instant now) {
    return registrations
        .find(key.issuer(), key.id(), now)
        .map(one -> new Remembered(one.client(now, its, this::secret), one.expires()));
  }
}
