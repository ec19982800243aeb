package org.symbolon.client;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.symbolon.protocol.ClientId;
import org.symbolon.protocol.IssuerId;

/**
 * The clients of the configuration, and after them those that registered themselves: these can
 * never take another's place, and those need no database.
 */
public final class RegisteredClients implements Clients {
  private static final Duration REMEMBERED = Duration.ofSeconds(5);
  private static final int MOST_REMEMBERED = 10_000;

  /** As we make ids: nothing else is worth a question. */
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{22}");

  /** Use is written down once in so long. */
  private static final Duration USE_NOTED = Duration.ofDays(1);

  private record Key(IssuerId issuer, ClientId id) {}

  private final Clients configured;
  private final Registrations registrations;
  private final Map<IssuerId, Duration> unusedFor;
  private final InstantSource clock;
  private final Cache<Key, Optional<RegisteredClient>> remembered =
      Caffeine.newBuilder().expireAfterWrite(REMEMBERED).maximumSize(MOST_REMEMBERED).build();

  /**
   * @param unusedFor the issuers at which clients may register, and how long one stays without use
   */
  public RegisteredClients(
      Clients configured,
      Registrations registrations,
      Map<IssuerId, Duration> unusedFor,
      InstantSource clock) {
    this.configured = configured;
    this.registrations = registrations;
    this.unusedFor = Map.copyOf(unusedFor);
    this.clock = clock;
  }

  @Override
  public Optional<Client> find(IssuerId issuer, ClientId id) {
    Optional<Client> client = configured.find(issuer, id);
    Optional<Duration> stays = Optional.ofNullable(unusedFor.get(issuer));
    if (client.isPresent() || stays.isEmpty() || !isOne(id)) {
      return client;
    }
    Instant now = clock.instant();
    return remembered
        .get(new Key(issuer, id), key -> registered(key, stays.get(), now))
        .filter(one -> now.isBefore(one.expires()))
        .map(one -> one.client(now));
  }

  /** Whether it is an id as we make them: no other was ever registered. */
  public static boolean isOne(ClientId id) {
    return ID.matcher(id.value()).matches();
  }

  /** This node asks anew at once; the others within seconds. */
  public void forget(IssuerId issuer, ClientId id) {
    remembered.invalidate(new Key(issuer, id));
  }

  private Optional<RegisteredClient> registered(Key key, Duration stays, Instant now) {
    Optional<RegisteredClient> found = registrations.find(key.issuer(), key.id(), now);
    Instant expires = now.plus(stays);
    found
        .filter(one -> one.expires().isBefore(expires.minus(USE_NOTED)))
        .ifPresent(one -> registrations.used(key.issuer(), key.id(), expires));
    return found;
  }
}
