package org.symbolon.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.symbolon.account.OwnScopes;
import org.symbolon.audit.Event;
import org.symbolon.authorize.FrontTokens;
import org.symbolon.client.Assertions;
import org.symbolon.client.Client;
import org.symbolon.client.ClientAuthentication;
import org.symbolon.client.StaticClients;
import org.symbolon.exchange.ForeignIssuers;
import org.symbolon.exchange.ForeignTokens;
import org.symbolon.exchange.InForce;
import org.symbolon.exchange.NameServiceHosts;
import org.symbolon.exchange.Tokens;
import org.symbolon.explain.Inquiry;
import org.symbolon.grant.Family;
import org.symbolon.grant.Grant;
import org.symbolon.grant.GrantKind;
import org.symbolon.grant.JobTokens;
import org.symbolon.grant.Login;
import org.symbolon.grant.Logins;
import org.symbolon.grant.Person;
import org.symbolon.grant.RefreshTokens;
import org.symbolon.grant.Samples;
import org.symbolon.grant.SharedNames;
import org.symbolon.inspect.CurrentAccount;
import org.symbolon.inspect.Introspection;
import org.symbolon.inspect.Revocation;
import org.symbolon.inspect.Userinfo;
import org.symbolon.inspect.UserinfoAnswer;
import org.symbolon.issuer.Issuer;
import org.symbolon.keys.FileMasterKey;
import org.symbolon.keys.InMemoryKeyStore;
import org.symbolon.keys.MasterKey;
import org.symbolon.keys.SigningKeys;
import org.symbolon.keys.TestMasterKey;
import org.symbolon.login.DirectoryPasswords;
import org.symbolon.login.LoginMethod;
import org.symbolon.login.PasswordLimits;
import org.symbolon.login.PasswordSignIn;
import org.symbolon.mint.IdTokens;
import org.symbolon.mint.Minter;
import org.symbolon.mint.SignedUserinfo;
import org.symbolon.mint.Subjects;
import org.symbolon.protocol.Call;
import org.symbolon.protocol.ClientId;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.GrantId;
import org.symbolon.protocol.ProtocolError;
import org.symbolon.protocol.ProtocolException;
import org.symbolon.protocol.RandomText;
import org.symbolon.protocol.TestForm;
import org.symbolon.resolve.Inquiries;
import org.symbolon.resolve.IssuerRights;
import org.symbolon.resolve.ResolverCatalog;
import org.symbolon.resolve.RightsEngine;
import org.symbolon.resolve.TestCatalog;
import org.symbolon.scope.DefaultScopes;
import org.symbolon.store.MovableClock;
import org.symbolon.store.Store;
import org.symbolon.store.TestDatabases;
import org.symbolon.upstream.HeldTokens;
import org.symbolon.upstream.Rechecker;
import org.symbolon.upstream.TestUpstream;
import org.symbolon.upstream.Upstream;
import org.symbolon.verify.AccessTokenCheck;
import org.symbolon.verify.DpopNonces;
import org.symbolon.verify.DpopProofs;
import org.symbolon.verify.KeySources;
import org.symbolon.verify.OwnTokens;
import org.symbolon.verify.PresentedTokens;
import org.symbolon.verify.TestDpop;

/**
 * An issuer with its token endpoint: real keys, database, rights and rechecks, by a clock that
 * stands until it is moved. Nobody else in the shared database has its name.
 */
public final class TokenSite implements AutoCloseable {
  public static final String SECRET = SiteSettings.SECRET;

  static final String RESOLVER = "files";

  /** No login lasts longer. */
  static final Duration LOGIN = Duration.ofDays(1000);

  private static final Map<String, Object> CLAIMS =
      Map.of(
          "sub", "f:1234:anna", "name", "Ana Amsel", "email", "ana@campus.example", "acr", "mfa");

  private final Issuer issuer;
  private final SiteSettings settings;
  private final Store store;
  private final MovableClock clock;
  private final SiteResolver resolver = new SiteResolver();
  private final List<ResolverCatalog> catalogs = new ArrayList<>();
  private final KeySources keySources;
  private final SigningKeys keys;
  private final String masterKeyLine = FileMasterKey.generate(new SecureRandom());
  private final MasterKey masterKey = TestMasterKey.of(masterKeyLine);
  private final Optional<TestUpstream> upstream;
  private final List<Event> events = new CopyOnWriteArrayList<>();
  private final List<ClientId> used = new CopyOnWriteArrayList<>();
  private final AtomicInteger rulesAsked = new AtomicInteger();
  private TokenEndpoint endpoint;

  TokenSite(TestDatabases.Kind kind, SiteSettings settings, Optional<TestUpstream> upstream) {
    TestDatabases.Database database = TestDatabases.shared(kind);
    this.settings = settings;
    this.issuer = settings.issuer();
    this.store = database.store();
    this.clock = database.clock();
    this.upstream = upstream;
    keySources = new KeySources(clock);
    clock.set(TestDatabases.START);
    keys = new SigningKeys(new InMemoryKeyStore(), masterKey, new SecureRandom(), clock);
    keys.open(issuer);
    endpoint = endpoint(settings, masterKey, redeemables(masterKey));
  }

  public TokenSite(TestDatabases.Kind kind, SiteSettings settings) {
    this(kind, settings, Optional.empty());
  }

  /** With everything as usual. */
  public TokenSite(TestDatabases.Kind kind) {
    this(kind, new SiteSettings());
  }

  Redeemables redeemables(MasterKey key) {
    return new Redeemables(
        store.codes(),
        store.deviceCodes(),
        store.families(),
        store.grants(),
        new RefreshTokens(key));
  }

  /** The endpoint as another node has it, or after a restart with another configuration. */
  TokenEndpoint endpoint(SiteSettings with, MasterKey key, Redeemables redeemables) {
    store.denials().reaches(issuer.id(), with.exchanges().reach());
    Issuer mine =
        new Issuer(
            issuer.id(),
            issuer.url(),
            issuer.profile(),
            issuer.display(),
            with.issuer().lifetimes(),
            with.issuer().audiences(),
            issuer.algorithms(),
            issuer.pkce(),
            with.issuer().onRefused(),
            issuer.subjectForm(),
            issuer.devicePollingInterval(),
            with.issuer().defaultScopes(),
            issuer.customClaims(),
            issuer.paths(),
            issuer.recheck(),
            issuer.accountLimits());
    RandomText random = new RandomText(new SecureRandom());
    Map<String, Upstream> methods = upstream.map(TestUpstream::byMethod).orElse(Map.of());
    StaticClients clients =
        new StaticClients(with.clients().stream().map(client -> client.at(issuer.id())).toList());
    ForeignTokens foreign =
        new ForeignIssuers(with.foreign(), keySources, clients, new Subjects(new byte[32]));
    return new TokenEndpoint(
        mine,
        authentication(with),
        (at, client) -> used.add(client),
        proofs(),
        ((DefaultScopes.Parsed) DefaultScopes.parse(mine.defaultScopes(), mine.profile())).scopes(),
        rights(),
        new MintTokens(
            new Minter(keys, random, clock),
            new IdTokens(keys, random, clock),
            new Subjects(new byte[32])),
        redeemables,
        new Rechecker(
            store.logins(), store.grants(), new HeldTokens(key), methods, events::add, clock),
        new Exchanging(
            () -> {
              rulesAsked.incrementAndGet();
              return new InForce(with.exchanges(), foreign);
            },
            with.exchanges()::reach,
            new Tokens(
                new OwnTokens(keys),
                redeemables.refreshTokens(),
                new JobTokens(key),
                new Subjects(new byte[32]),
                clients,
                store.grants(),
                store.families(),
                store.exchanges(),
                store.jobGrants()),
            new NameServiceHosts(),
            store.replay(),
            random),
        with.passwords().map(passwords -> passwordSignIn(mine, passwords, random)),
        events::add,
        clock);
  }

  private PasswordSignIn passwordSignIn(
      Issuer mine, DirectoryPasswords.Source passwords, RandomText random) {
    return new PasswordSignIn(
        mine,
        new LoginMethod.Local(
            "lab",
            "Lab",
            new DirectoryPasswords(
                mine.id(),
                Pattern.compile("[a-z]+"),
                new PasswordLimits(3, 50, Duration.ofMinutes(15)),
                passwords,
                store.failures(),
                clock)),
        SharedNames.NONE,
        store.logins(),
        store.failures(),
        masterKey,
        address -> address,
        events::add,
        random,
        clock);
  }

  /** Each node has resolvers of its own, though they ask the same source. */
  private RightsEngine rights() {
    ResolverCatalog catalog = TestCatalog.of(RESOLVER, resolver);
    catalogs.add(catalog);
    return new RightsEngine(
        Map.of(issuer.id(), IssuerRights.of(SiteSettings.policy(), List.of(RESOLVER), catalog)),
        RightsEngine.PATIENCE,
        System::nanoTime,
        clock);
  }

  /** While this node's next request asks for rights, another node answers the same one. */
  void anotherNodeIsFaster(String... form) {
    TokenEndpoint other = endpoint(settings, masterKey, redeemables(masterKey));
    resolver.meanwhile(
        () -> other.answer(new Call(Optional.empty(), TestForm.of(form), "192.0.2.8")));
  }

  /** From now on the configuration is this. */
  void reconfigure(SiteSettings other) {
    endpoint = endpoint(other, masterKey, redeemables(masterKey));
  }

  /** From now on a new master key stands before the present one. */
  MasterKey rotateMasterKey() {
    MasterKey rotated =
        TestMasterKey.of(FileMasterKey.generate(new SecureRandom()) + masterKeyLine);
    endpoint = endpoint(settings, rotated, redeemables(rotated));
    return rotated;
  }

  /** From now on the endpoint has these ports. */
  void redeemFrom(Redeemables redeemables) {
    endpoint = endpoint(settings, masterKey, redeemables);
  }

  MasterKey masterKey() {
    return masterKey;
  }

  Issuer issuer() {
    return issuer;
  }

  public Store store() {
    return store;
  }

  SiteResolver resolver() {
    return resolver;
  }

  /** How often somebody asked which rules are in force, since this was asked last. */
  int rulesAsked() {
    return rulesAsked.getAndSet(0);
  }

  public Instant now() {
    return clock.instant();
  }

  public void later(Duration time) {
    clock.set(clock.instant().plus(time));
  }

  /** Stores a login of ana, held where there is an institution. */
  public Login login() {
    return login(now().plus(LOGIN));
  }

  /** Stores a login of somebody else. */
  Login loginOf(String username) {
    return login(username, now().plus(LOGIN));
  }

  Login login(Instant expires) {
    return login("ana", expires);
  }

  Login login(String username, Instant expires) {
    Person person =
        upstream
            .map(campus -> campus.person(issuer.id()))
            .orElse(new Person(issuer.id(), "local", issuer.url().toString(), username));
    GrantId id = Samples.id();
    Instant now = now();
    Login login =
        new Login(
            new Grant(
                id,
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
                now.minusSeconds(30),
                now,
                expires,
                Optional.empty()),
            person,
            CLAIMS,
            upstream.map(campus -> new HeldTokens(masterKey).seal(id, campus.refreshToken())),
            now,
            now);
    assertThat(store.logins().begin(login, SharedNames.NONE)).isEqualTo(new Logins.Begun.Stored());
    return login;
  }

  public Approval approval() {
    return new Approval(this);
  }

  public TokenAnswer post(String... form) {
    return post(Optional.empty(), form);
  }

  public TokenAnswer post(Optional<String> authorization, String... form) {
    return endpoint.answer(new Call(authorization, TestForm.of(form), "192.0.2.7"));
  }

  /** What the client is told instead of tokens. */
  public ProtocolError refused(String... form) {
    return refused(Optional.empty(), form);
  }

  ProtocolError refused(Optional<String> authorization, String... form) {
    ProtocolException refused =
        catchThrowableOfType(ProtocolException.class, () -> post(authorization, form));
    assertThat(refused).as("refused").isNotNull();
    return refused.error();
  }

  ErrorCode code(String... form) {
    return refused(form).code();
  }

  /** As a form, with everything right, of the client "tool". */
  public static String[] codeForm(String code, String... more) {
    return joined(
        new String[] {
          "grant_type",
          "authorization_code",
          "client_id",
          "tool",
          "code",
          code,
          "redirect_uri",
          Approval.REDIRECT_URI,
          "code_verifier",
          Approval.VERIFIER
        },
        more);
  }

  public static String[] refreshForm(String token, String... more) {
    return joined(
        new String[] {"grant_type", "refresh_token", "client_id", "tool", "refresh_token", token},
        more);
  }

  static String[] deviceForm(String code, String... more) {
    return joined(
        new String[] {
          "grant_type",
          "urn:ietf:params:oauth:grant-type:device_code",
          "client_id",
          "tool",
          "device_code",
          code
        },
        more);
  }

  /** The same form with another value, or without the parameter where the value is null. */
  public static String[] with(String[] form, String name, Optional<String> value) {
    List<String> changed = new ArrayList<>();
    for (int at = 0; at < form.length; at += 2) {
      if (!form[at].equals(name)) {
        changed.add(form[at]);
        changed.add(form[at + 1]);
      }
    }
    value.ifPresent(given -> changed.addAll(List.of(name, given)));
    return changed.toArray(String[]::new);
  }

  private static String[] joined(String[] form, String... more) {
    String[] all = Arrays.copyOf(form, form.length + more.length);
    System.arraycopy(more, 0, all, form.length, more.length);
    return all;
  }

  public static Optional<String> basic(String id, String secret) {
    return Optional.of(
        "Basic "
            + Base64.getEncoder()
                .encodeToString((id + ":" + secret).getBytes(StandardCharsets.UTF_8)));
  }

  /** The first refresh token of a new family, with {@link Approval#SCOPES}. */
  String refreshToken() {
    return refreshToken(approval());
  }

  String refreshToken(Approval approval) {
    return post(codeForm(approval.code())).refreshToken().orElseThrow();
  }

  Optional<Family> family(Approval approval) {
    return store.families().find(approval.grant());
  }

  boolean alive(GrantId grant) {
    return store.grants().alive(List.of(grant), now());
  }

  /** What this server makes of a token. */
  AccessTokenCheck checked(String token) {
    return new OwnTokens(keys).verifyAccessToken(issuer, token, now());
  }

  /** What verifiers read. */
  AccessTokenCheck.Valid read(TokenAnswer answer) {
    AccessTokenCheck check =
        new OwnTokens(keys).verifyAccessToken(issuer, answer.accessToken(), now());
    assertThat(check).isInstanceOf(AccessTokenCheck.Valid.class);
    return (AccessTokenCheck.Valid) check;
  }

  /** What the bearer of a token may ask for. */
  public OwnScopes ownScopes() {
    ResolverCatalog catalog = TestCatalog.of(RESOLVER, resolver);
    catalogs.add(catalog);
    Inquiries inquiries =
        new Inquiries(
            issuer,
            IssuerRights.of(SiteSettings.policy(), List.of(RESOLVER), catalog),
            RightsEngine.PATIENCE,
            System::nanoTime,
            clock);
    Inquiry inquiry = new Inquiry(issuer, clients(settings), inquiries);
    return new OwnScopes(presentedTokens(), store.grants(), store.logins(), () -> inquiry, clock);
  }

  private DpopProofs proofs() {
    return new DpopProofs(
        issuer.id(),
        new DpopNonces(masterKey, issuer.id(), DpopNonces.Use.OFFERED),
        store.replay());
  }

  private PresentedTokens presentedTokens() {
    return new PresentedTokens(issuer, new OwnTokens(keys), proofs(), clients(settings));
  }

  TokenAnswer answer(Call call) {
    return endpoint.answer(call);
  }

  /** The address of the token endpoint. */
  public String address() {
    return issuer.url() + issuer.paths().token();
  }

  /** With a proof of this key. */
  public TokenAnswer post(TestDpop device, String... form) {
    return post(device, Optional.empty(), form);
  }

  public TokenAnswer post(TestDpop device, Optional<String> authorization, String... form) {
    Call call = new Call(authorization, TestForm.of(form), "192.0.2.7");
    return answer(TestDpop.with(call, address(), device.proof("POST", address(), now())));
  }

  public Userinfo userinfo() {
    return new Userinfo(
        issuer,
        presentedTokens(),
        clients(settings),
        store.grants(),
        store.logins(),
        new CurrentAccount(issuer, rights()),
        new Subjects(new byte[32]),
        new SignedUserinfo(keys),
        clock);
  }

  /** A request with this access token. */
  public static Call bearer(String accessToken) {
    return new Call(Optional.of("Bearer " + accessToken), TestForm.of(), "192.0.2.7");
  }

  /** Tokens as the authorization endpoint issues them. */
  public FrontTokens frontTokens() {
    RandomText random = new RandomText(new SecureRandom());
    return new AuthorizationEndpointTokens(
        issuer,
        ((DefaultScopes.Parsed) DefaultScopes.parse(issuer.defaultScopes(), issuer.profile()))
            .scopes(),
        rights(),
        new MintTokens(
            new Minter(keys, random, clock),
            new IdTokens(keys, random, clock),
            new Subjects(new byte[32])),
        new RefreshTokens(masterKey),
        settings.exchanges()::reach,
        store.grants(),
        random,
        events::add,
        clock);
  }

  Client client(String id) {
    return clients(settings).find(issuer.id(), new ClientId(id)).orElseThrow();
  }

  /** What userinfo tells where it is not signed. */
  public Map<String, Object> told(String accessToken) {
    return ((UserinfoAnswer.Json) userinfo().of(bearer(accessToken))).claims();
  }

  /** What a signed token or userinfo says; whether its signature fits is others' matter. */
  public static Map<String, Object> claimsOf(String jwt) {
    try {
      return SignedJWT.parse(jwt).getJWTClaimsSet().toJSONObject();
    } catch (ParseException e) {
      throw new AssertionError(e);
    }
  }

  public Introspection introspection() {
    return new Introspection(
        issuer,
        authentication(settings),
        new OwnTokens(keys),
        new RefreshTokens(masterKey),
        store.families(),
        store.grants(),
        store.exchanges(),
        new Subjects(new byte[32]),
        clock);
  }

  public Revocation revocation() {
    return new Revocation(
        issuer,
        authentication(settings),
        new OwnTokens(keys),
        new RefreshTokens(masterKey),
        new JobTokens(masterKey),
        store.grants(),
        store.denials(),
        events::add,
        clock);
  }

  private ClientAuthentication authentication(SiteSettings with) {
    return new ClientAuthentication(clients(with), Assertions.NONE);
  }

  private StaticClients clients(SiteSettings with) {
    return new StaticClients(
        with.clients().stream().map(client -> client.at(issuer.id())).toList());
  }

  /** Clients, each as often as it got tokens. */
  List<ClientId> used() {
    return List.copyOf(used);
  }

  public List<Event> events() {
    return List.copyOf(events);
  }

  <T extends Event> List<T> events(Class<T> kind) {
    return events.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  @Override
  public void close() {
    catalogs.forEach(ResolverCatalog::close);
    keySources.close();
    upstream.ifPresent(TestUpstream::close);
  }
}
