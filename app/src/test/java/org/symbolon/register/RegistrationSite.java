package org.symbolon.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.symbolon.audit.Event;
import org.symbolon.client.Client;
import org.symbolon.client.RegisteredClients;
import org.symbolon.client.RegisteredMetadata.Method;
import org.symbolon.client.StaticClients;
import org.symbolon.client.TestClient;
import org.symbolon.fetch.Fetcher;
import org.symbolon.fetch.Limits;
import org.symbolon.fetch.Reach;
import org.symbolon.grant.Samples;
import org.symbolon.issuer.Issuer;
import org.symbolon.keys.MasterKey;
import org.symbolon.keys.SigningKeys;
import org.symbolon.keys.TestMasterKey;
import org.symbolon.protocol.ClientId;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.ProtocolException;
import org.symbolon.protocol.RandomText;
import org.symbolon.register.RegistrationSettings.Mode;
import org.symbolon.register.RegistrationSettings.StatementIssuer;
import org.symbolon.store.Store;
import org.symbolon.store.TestDatabases;
import org.symbolon.verify.KeySources;
import org.symbolon.verify.OwnTokens;
import org.symbolon.web.TestIssuers;

/** An issuer at which clients register, on a real database. Single quotes stand for double ones. */
final class RegistrationSite {
  static final String OWNER_SCOPE = "clients.register";

  private static final MasterKey MASTER_KEY = TestMasterKey.fresh();

  final TestDatabases.Database database = TestDatabases.shared(TestDatabases.Kind.SQLITE);
  final Store store = database.store();
  final List<Event> events = new ArrayList<>();
  final Issuer issuer;
  final SigningKeys keys;
  final RegistrationSettings settings;
  final RegisteredClients clients;
  final ClientRegistration registration;

  /** Each test's own, so that limits are not shared. */
  final String caller = Samples.text();

  RegistrationSite(Mode mode, StatementIssuer... statements) {
    this(mode, Optional.empty(), statements);
  }

  RegistrationSite(Mode mode, Optional<Duration> secretLifetime, StatementIssuer... statements) {
    this(mode, RegistrationSettings.WITHOUT_CERTIFICATES, secretLifetime, statements);
  }

  /** Where clients may be known by certificates too. */
  static RegistrationSite seeingCertificates() {
    return new RegistrationSite(Mode.OPEN, EnumSet.allOf(Method.class), Optional.empty());
  }

  private RegistrationSite(
      Mode mode,
      Set<Method> methods,
      Optional<Duration> secretLifetime,
      StatementIssuer... statements) {
    SecureRandom random = new SecureRandom();
    issuer = TestIssuers.issuer("lab", "https://tokens.lab.example");
    keys = new SigningKeys(store.keys(), MASTER_KEY, random, database.clock());
    settings =
        new RegistrationSettings(
            mode,
            methods,
            List.of("openid", "storage.read:/data/**"),
            Duration.ofDays(30),
            secretLifetime,
            Reach.LOOPBACK,
            mode == Mode.OWNED ? Optional.of(OWNER_SCOPE) : Optional.empty(),
            List.of(statements));
    StaticClients configured =
        new StaticClients(List.of(TestClient.named("lab-portal").at(issuer.id())));
    clients =
        new RegisteredClients(
            configured,
            store.registrations(),
            Map.of(issuer.id(), ClientRegistration.terms(issuer, settings)),
            MASTER_KEY,
            database.clock());
    Limits limits = Limits.DEFAULT;
    registration =
        new ClientRegistration(
            issuer,
            settings,
            new ClientRegistration.Checks(
                configured,
                new Owners(issuer, new OwnTokens(keys), store.grants(), store.logins()),
                new SoftwareStatements(settings, new KeySources(database.clock())),
                new SectorIdentifiers(
                    new Fetcher(
                        new Limits(
                            limits.connect(),
                            limits.total(),
                            limits.largestBody(),
                            Reach.LOOPBACK)))),
            new ClientRegistration.Kept(
                clients, store.registrations(), store.failures(), MASTER_KEY),
            events::add,
            new RandomText(random),
            database.clock());
  }

  OwnedClients owned() {
    return new OwnedClients(
        issuer, settings, store.registrations(), clients, events::add, database.clock());
  }

  Map<String, Object> register(String body) {
    return registration.register(Optional.empty(), bytes(body), caller);
  }

  Map<String, Object> register(String bearer, String body) {
    return registration.register(Optional.of(bearer), bytes(body), caller);
  }

  void refused(String body, ErrorCode code) {
    assertRefused(() -> register(body), code);
  }

  static void assertRefused(Runnable work, ErrorCode code) {
    assertThatThrownBy(work::run)
        .isInstanceOfSatisfying(
            ProtocolException.class,
            refused -> assertThat(refused.error().code()).as(refused.getMessage()).isEqualTo(code));
  }

  Client find(Map<String, Object> answer) {
    return clients.find(issuer.id(), id(answer)).orElseThrow();
  }

  static ClientId id(Map<String, Object> answer) {
    return new ClientId(String.valueOf(answer.get("client_id")));
  }

  static byte[] bytes(String body) {
    return body.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }
}
