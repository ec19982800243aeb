package org.symbolon.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.symbolon.account.OwnAccount;
import org.symbolon.audit.Event;
import org.symbolon.authorize.AuthorizationFlow;
import org.symbolon.authorize.AuthorizationPorts;
import org.symbolon.authorize.PushedAuthorization;
import org.symbolon.authorize.RequestObjects;
import org.symbolon.authorize.RequestSettings;
import org.symbolon.authorize.RequestUris;
import org.symbolon.client.Assertions;
import org.symbolon.client.ClientAuthentication;
import org.symbolon.client.RegisteredClients;
import org.symbolon.device.DeviceFlow;
import org.symbolon.explain.Inquiry;
import org.symbolon.grant.SharedNames;
import org.symbolon.grant.UserCodes;
import org.symbolon.inspect.UserinfoAnswer;
import org.symbolon.issuer.Issuer;
import org.symbolon.keys.InMemoryKeyStore;
import org.symbolon.keys.KeySet;
import org.symbolon.keys.MasterKey;
import org.symbolon.keys.SigningKeys;
import org.symbolon.login.BrowserSessions;
import org.symbolon.login.ConsentMemory;
import org.symbolon.login.ConsentQuestion;
import org.symbolon.login.LocalAccount;
import org.symbolon.login.LocalAccounts;
import org.symbolon.login.LocalAccountsSettings;
import org.symbolon.login.LoginFlow;
import org.symbolon.login.LoginMethod;
import org.symbolon.login.LoginStore;
import org.symbolon.logout.InstitutionLogout;
import org.symbolon.logout.LogoutFlow;
import org.symbolon.logout.TellClients;
import org.symbolon.metadata.MetadataDocument;
import org.symbolon.mint.LogoutTokens;
import org.symbolon.mint.Subjects;
import org.symbolon.protocol.Call;
import org.symbolon.protocol.RandomText;
import org.symbolon.protocol.SecretText;
import org.symbolon.register.OwnedClients;
import org.symbolon.register.RegistrationSettings;
import org.symbolon.resolve.Inquiries;
import org.symbolon.resolve.IssuerRights;
import org.symbolon.resolve.ResolverCatalog;
import org.symbolon.resolve.RightsEngine;
import org.symbolon.scope.ScopePolicy;
import org.symbolon.store.MovableClock;
import org.symbolon.store.Store;
import org.symbolon.store.TestDatabases;
import org.symbolon.token.TokenAnswer;
import org.symbolon.verify.ClientAssertions;
import org.symbolon.verify.DpopNonces;
import org.symbolon.verify.DpopProofs;
import org.symbolon.verify.KeySources;
import org.symbolon.verify.OwnTokens;
import org.symbolon.verify.PresentedToken;

/**
 * Two issuers at one origin over real HTTP and a real database: {@code lab} at the root, where one
 * signs in at the campus, and {@code annex} below {@code /annex}, with a local account besides.
 */
final class TestGateway implements AutoCloseable {
  static final String PASSWORD = "a password of hers";
  static final String PASSWORD_HASH = LocalAccounts.hash(PASSWORD.toCharArray());

  static final RequestSettings REQUESTS =
      new RequestSettings(
          false, RequestSettings.DEFAULT.pushedLifetime(), List.of("silver", "gold"));

  static final Duration REMEMBERED = Duration.ofDays(30);

  final TestDatabases.Database database = TestDatabases.fresh(TestDatabases.Kind.SQLITE);
  final Store store = database.store();
  final MovableClock clock = database.clock();
  final MasterKey masterKey = TestKeys.fresh();
  final TestClients clients = new TestClients();
  final ScriptedCampus campus = new ScriptedCampus("campus");
  final ScriptedRights rights = new ScriptedRights();
  final List<Event> events = new CopyOnWriteArrayList<>();
  final List<Call> tokenCalls = new CopyOnWriteArrayList<>();
  volatile TokenRequests token =
      call -> {
        tokenCalls.add(call);
        return new TokenAnswer(
            "an.access.token",
            TokenAnswer.BEARER,
            Duration.ofMinutes(20),
            "storage.read:/data",
            Optional.empty(),
            Optional.empty());
      };
  volatile UserinfoRequests userinfo =
      call ->
          new UserinfoAnswer.Json(
              Map.of("sub", "ana", "given", PresentedToken.of(call).orElseThrow().token()));
  volatile KeySet keySet = new KeySet("{\"keys\":[]}", "\"keys-1\"");
  final RandomText random = new RandomText(new SecureRandom());
  final int port = freePort();
  final String origin = "http://127.0.0.1:" + port;
  final Issuer lab = TestIssuers.remembering("lab", origin, REMEMBERED);
  final Issuer annex = TestIssuers.issuer("annex", origin + "/annex");
  final SigningKeys keys =
      new SigningKeys(new InMemoryKeyStore(), masterKey, new SecureRandom(), clock);
  final List<TellClients> tellings = new ArrayList<>();
  private final KeySources keySources = new KeySources(clock);
  private final RequestUris requestUris = new RequestUris(clock);
  private final ClientAssertions assertions =
      new ClientAssertions(store.replay(), keySources, clock);
  private final AuthorizationPorts authorizationPorts =
      new AuthorizationPorts(
          clients,
          store.codes(),
          store.pushedRequests(),
          new RequestObjects(keySources, requestUris),
          new Subjects(new byte[32]),
          new OwnTokens(keys));
  private final List<LocalAccounts> localAccounts = new ArrayList<>();
  private final WebServer server;

  private TestGateway(List<Network> trustedProxies) {
    server =
        WebServer.start(
            // Chosen before the server runs, because the issuers' addresses hold it.
            settings(port, trustedProxies),
            List.of(
                site(lab, List.of(institution())),
                site(annex, List.of(institution(), local(annex)))),
            new Operations(
                () -> new Operations.Health(true, "{\"live\":true}"),
                () -> new Operations.Health(false, "{\"database\":\"down\"}"),
                () -> "tokens_total 1\n"),
            new WebServer.Shared(masterKey, random, rates(), clock));
  }

  static TestGateway start() {
    return start(List.of());
  }

  static TestGateway start(List<Network> trustedProxies) {
    return new TestGateway(trustedProxies);
  }

  RateLimits rates() {
    return new RateLimits(new RateLimits.Settings(20, 100, 10), store.failures(), clock);
  }

  static WebSettings settings(int port, List<Network> trustedProxies) {
    return new WebSettings(
        new Address("127.0.0.1", port),
        Optional.empty(),
        trustedProxies,
        Optional.empty(),
        List.of(Network.parse("127.0.0.1").orElseThrow()),
        Duration.ofSeconds(5));
  }

  LoginMethod.Institution institution() {
    return new LoginMethod.Institution(campus);
  }

  private LoginMethod.Local local(Issuer issuer) {
    LocalAccounts accounts =
        new LocalAccounts(
            issuer.id(),
            new LocalAccountsSettings(
                List.of(
                    new LocalAccount(
                        "lena",
                        new SecretText(PASSWORD_HASH),
                        List.of("staff"),
                        Map.of("name", "Lena Local"))),
                LocalAccountsSettings.DEFAULT_NAMES,
                3,
                50,
                Duration.ofMinutes(15),
                2,
                16),
            store.failures(),
            clock);
    localAccounts.add(accounts);
    return new LoginMethod.Local("local", "A local account", accounts);
  }

  IssuerSite site(Issuer issuer, List<LoginMethod> methods) {
    ConsentQuestion consent = new ConsentQuestion(issuer, rights);
    keys.open(issuer);
    TellClients telling = telling(issuer);
    tellings.add(telling);
    LoginFlow login =
        new LoginFlow(
            issuer,
            methods,
            SharedNames.NONE,
            new LoginStore(store.transactions(), store.logins(), store.grants()),
            new BrowserSessions(
                issuer, store.sessions(), masterKey, events::add, random, clock, telling::round),
            masterKey,
            events::add,
            random,
            clock);
    return new IssuerSite(
        issuer,
        login,
        new ConsentMemory(issuer, store.consents(), clock),
        new LogoutFlow(issuer, clients, store.logins(), new OwnTokens(keys), login),
        new OwnAccount(
            issuer,
            login.sessions(),
            new OwnAccount.Kept(store.personGrants(), store.jobGrants(), store.consents()),
            clients,
            () ->
                new Inquiry(
                    issuer,
                    clients,
                    new Inquiries(
                        issuer,
                        IssuerRights.of(
                            new ScopePolicy(ScriptedRights.USUAL),
                            List.of(),
                            ResolverCatalog.empty()),
                        RightsEngine.PATIENCE,
                        System::nanoTime,
                        clock)),
            events::add,
            clock),
        new OwnedClients(
            issuer,
            RegistrationSettings.OFF,
            store.registrations(),
            new RegisteredClients(clients, store.registrations(), Map.of(), masterKey, clock),
            events::add,
            clock),
        Optional.empty(),
        new AuthorizationFlow(
            issuer,
            REQUESTS,
            authorizationPorts,
            consent,
            wish -> Map.of("access_token", "given to " + wish.address()),
            random,
            clock),
        new DeviceFlow(
            issuer,
            clients,
            new ClientAuthentication(clients, Assertions.NONE),
            store.deviceCodes(),
            new UserCodes(masterKey, random),
            store.failures(),
            consent,
            random,
            clock),
        call -> token.answer(call),
        given -> userinfo.answer(given),
        List.of(
            FormEndpoint.beginning(
                issuer.paths().pushedAuthorization(),
                new PushedAuthorization(
                        issuer,
                        REQUESTS,
                        new ClientAuthentication(clients, assertions),
                        new DpopProofs(
                            issuer.id(),
                            new DpopNonces(masterKey, issuer.id(), DpopNonces.Use.OFF),
                            store.replay()),
                        authorizationPorts,
                        random,
                        clock)
                    ::answer),
            new FormEndpoint(
                InstitutionLogout.path(issuer, campus.method()),
                new InstitutionLogout(issuer, campus, login.sessions(), store.replay())::answer),
            new FormEndpoint("/given", call -> Map.of("header", call.authorization().orElse(""))),
            new FormEndpoint("/taken", call -> Map.of())),
        Optional.empty(),
        Optional.empty(),
        new MetadataDocument("{\"issuer\":\"" + issuer.url() + "\"}", "\"metadata-1\""),
        () -> keySet,
        new CrossOrigin(Set.of("https://spa.example"), clients::all),
        () -> Optional.of("nonce-1"),
        events::add);
  }

  /** One more node's. */
  TellClients telling(Issuer issuer) {
    return new TellClients(
        issuer,
        clients,
        store.notices(),
        new Subjects(new byte[32]),
        new LogoutTokens(keys, random),
        events::add,
        clock);
  }

  TestBrowser browser() {
    return new TestBrowser("http://127.0.0.1:" + server.port());
  }

  int port() {
    return server.port();
  }

  /** Comes back from the campus as this person. */
  Answer arrive(TestBrowser browser, Answer departure, String name) {
    campus.arrival = ScriptedCampus.person(name, clock.instant());
    String state = departure.nextQuery().get("state");
    return browser.get("/login/callback?code=c&state=" + state);
  }

  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    server.close();
    tellings.forEach(TellClients::close);
    localAccounts.forEach(LocalAccounts::close);
    requestUris.close();
    keySources.close();
    database.close();
  }
}
