package org.symbolon.bench;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.symbolon.config.Configuration;
import org.symbolon.config.StoreConfig;
import org.symbolon.grant.Code;
import org.symbolon.grant.Codes;
import org.symbolon.grant.Grant;
import org.symbolon.grant.GrantKind;
import org.symbolon.grant.Login;
import org.symbolon.grant.NewFamily;
import org.symbolon.grant.Person;
import org.symbolon.grant.RefreshTokens;
import org.symbolon.grant.SharedNames;
import org.symbolon.issuer.Issuer;
import org.symbolon.keys.FileMasterKey;
import org.symbolon.protocol.ClientId;
import org.symbolon.protocol.GrantId;
import org.symbolon.protocol.RandomText;
import org.symbolon.protocol.SecretHash;
import org.symbolon.store.Store;
import org.symbolon.store.StoreSettings;

/**
 * Puts a login and a refresh family of each person into the site's database, through the store's
 * own ports, and derives the tokens with the site's master key. To be run before the gateway.
 */
public final class RefreshSeed {
  private static final ClientId CLIENT = new ClientId("tool");
  private static final int AT_ONCE = 8;

  private final Issuer issuer;
  private final RefreshTokens tokens;
  private final RandomText random;
  private final Instant now;

  private RefreshSeed(Issuer issuer, RefreshTokens tokens, RandomText random, Instant now) {
    this.issuer = issuer;
    this.tokens = tokens;
    this.random = random;
    this.now = now;
  }

  /** One refresh token for each person. */
  public static List<String> plant(Site site, SecureRandom random, InstantSource clock) {
    Configuration configuration = site.configuration();
    RefreshSeed seed =
        new RefreshSeed(
            configuration.issuers().getFirst().issuer(),
            new RefreshTokens(FileMasterKey.load(configuration.masterKeyFile(), random)),
            new RandomText(random),
            clock.instant());
    try (Store store = Store.open(settings(configuration.database()), clock);
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
      return IntStream.range(0, Site.PEOPLE)
          .mapToObj(
              number ->
                  CompletableFuture.supplyAsync(
                      () -> seed.family(store, Site.person(number)), threads))
          .toList()
          .stream()
          .map(CompletableFuture::join)
          .toList();
    }
  }

  private static StoreSettings settings(StoreConfig config) {
    return switch (config) {
      case StoreConfig.Sqlite sqlite -> new StoreSettings.Sqlite(sqlite.file());
      case StoreConfig.Postgres postgres ->
          new StoreSettings.Postgres(
              postgres.url(), postgres.user().orElse(""), "", postgres.connections());
    };
  }

  private String family(Store store, String username) {
    Login login = login(username);
    Grant grant = grant(login, username);
    SecretHash code = SecretHash.of(random.secret());
    store.logins().begin(login, SharedNames.NONE);
    store.codes().issue(code(code, grant, login));
    NewFamily family = new NewFamily(tokens.activeKeyId(), grant.expires());
    Codes.Redemption redeemed = store.codes().redeem(code, grant, Optional.of(family), now);
    if (!(redeemed instanceof Codes.Redemption.Redeemed)) {
      throw new IllegalStateException("the family of " + username + " was not stored");
    }
    return tokens.text(issuer.id(), CLIENT, grant.id(), 0, family.keyId());
  }

  private Login login(String username) {
    Person person = new Person(issuer.id(), "local", issuer.url().toString(), username);
    Grant root =
        new Grant(
            new GrantId(random.identifier()),
            issuer.id(),
            List.of(),
            GrantKind.LOGIN,
            person.key(),
            username,
            Optional.empty(),
            Optional.empty(),
            "",
            "",
            List.of(),
            now,
            now,
            now.plus(Duration.ofDays(365)),
            Optional.empty());
    return new Login(
        root, person, Map.of("preferred_username", username), Optional.empty(), now, now);
  }

  private Grant grant(Login login, String username) {
    String scope = "offline_access storage.read:/home/" + username + "/results";
    return new Grant(
        new GrantId(random.identifier()),
        issuer.id(),
        login.grant().lineage(),
        GrantKind.CODE,
        login.grant().person(),
        username,
        Optional.of(CLIENT),
        Optional.empty(),
        scope,
        scope,
        issuer.audiences().defaults(),
        now,
        now,
        login.grant().expires(),
        Optional.empty());
  }

  private Code code(SecretHash hash, Grant grant, Login login) {
    return new Code(
        hash,
        issuer.id(),
        CLIENT,
        grant.id(),
        login.grant().id(),
        "http://127.0.0.1/callback",
        Optional.empty(),
        Optional.empty(),
        grant.requestedScope(),
        grant.ceiling(),
        grant.audiences(),
        true,
        now.plusSeconds(60),
        Optional.empty());
  }
}
