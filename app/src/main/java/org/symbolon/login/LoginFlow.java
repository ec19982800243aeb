package org.symbolon.login;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.symbolon.grant.Login;
import org.symbolon.grant.Logins;
import org.symbolon.grant.Person;
import org.symbolon.issuer.Issuer;
import org.symbolon.keys.MasterKey;
import org.symbolon.login.SignIn.Open;
import org.symbolon.protocol.RandomText;
import org.symbolon.protocol.SecretHash;
import org.symbolon.upstream.HeldTokens;
import org.symbolon.upstream.Upstream;
import org.symbolon.upstream.UsernameRule;

/**
 * Signing in at one issuer. Every step names the browser by the hash of its secret: what one
 * browser began no other can go on with.
 */
public final class LoginFlow {
  /** How long a person may take from the first page to the last. */
  private static final Duration PATIENCE = Duration.ofMinutes(30);

  private final Issuer issuer;
  private final List<LoginMethod> methods;
  private final LoginStore store;
  private final KeptState keptState;
  private final LoginRecords records;
  private final RandomText random;
  private final InstantSource clock;

  /**
   * @param methods at least one, in the order to show
   */
  public LoginFlow(
      Issuer issuer,
      List<LoginMethod> methods,
      LoginStore store,
      MasterKey masterKey,
      RandomText random,
      InstantSource clock) {
    this.issuer = issuer;
    this.methods = List.copyOf(methods);
    this.store = store;
    this.keptState = new KeptState(masterKey);
    this.records = new LoginRecords(issuer, new HeldTokens(masterKey), random);
    this.random = random;
    this.clock = clock;
  }

  /** Where a departing browser is to be sent. */
  public sealed interface Departure {
    record To(URI location) implements Departure {}

    record Unavailable(String detail) implements Departure {}
  }

  public List<LoginMethod> methods() {
    return methods;
  }

  public Optional<LoginMethod> method(String name) {
    return methods.stream().filter(method -> method.name().equals(name)).findFirst();
  }

  /** The login of a browser's session, while both are alive. */
  public Optional<Login> session(Optional<String> secret) {
    return secret.flatMap(
        text -> store.sessions().find(issuer.id(), SecretHash.of(text), clock.instant()));
  }

  /**
   * Begins a transaction.
   *
   * @param login of the browser's session, where it saves the person from signing in
   * @return its secret
   */
  public String begin(Continuation continuation, SecretHash browser, Optional<Login> login) {
    String secret = random.secret();
    store
        .transactions()
        .begin(
            new Transaction(
                SecretHash.of(secret),
                issuer.id(),
                browser,
                continuation,
                Optional.empty(),
                Map.of(),
                login.map(one -> one.grant().id()),
                clock.instant().plus(PATIENCE)));
    return secret;
  }

  /** This browser's transaction; absent when unknown, expired or another's. */
  public Optional<Open> open(String secret, SecretHash browser) {
    return store
        .transactions()
        .find(issuer.id(), SecretHash.of(secret), browser, clock.instant())
        .map(transaction -> new Open(secret, transaction));
  }

  /** Who has signed in in this transaction; absent when nobody has or the login has ended. */
  public Optional<Login> login(Open open) {
    Instant now = clock.instant();
    return open.transaction()
        .login()
        .flatMap(store.logins()::find)
        .filter(login -> login.grant().ended().isEmpty() && login.grant().expires().isAfter(now));
  }

  /** Sends the browser to an institution. */
  public Departure depart(Open open, LoginMethod.Institution institution) {
    return switch (institution.upstream().depart(callback())) {
      case Upstream.Departure.Unavailable unavailable ->
          new Departure.Unavailable(unavailable.why());
      case Upstream.Departure.To to -> {
        SecretHash id = open.transaction().id();
        store
            .transactions()
            .departed(
                id,
                institution.name(),
                SecretHash.of(to.state()),
                keptState.seal(id, open.secret(), to.kept()));
        yield new Departure.To(to.location());
      }
    };
  }

  /**
   * The browser is back from an institution.
   *
   * @param parameters of the callback
   * @param oldSession ended when the new one begins
   */
  public SignIn callback(
      Map<String, List<String>> parameters, SecretHash browser, Optional<String> oldSession) {
    List<String> states = parameters.getOrDefault("state", List.of());
    if (states.size() != 1) {
      return new SignIn.NotUnderWay();
    }
    Optional<Transaction> waiting =
        store
            .transactions()
            .findByUpstreamState(
                issuer.id(), SecretHash.of(states.getFirst()), browser, clock.instant());
    if (waiting.isPresent()
        && waiting.get().method().flatMap(this::method).orElse(null)
            instanceof LoginMethod.Institution institution) {
      return arrived(waiting.get(), institution, parameters, oldSession);
    }
    return new SignIn.NotUnderWay();
  }

  private SignIn arrived(
      Transaction transaction,
      LoginMethod.Institution institution,
      Map<String, List<String>> parameters,
      Optional<String> oldSession) {
    KeptState.Opened kept = keptState.open(transaction.id(), transaction.upstreamState());
    Open open = new Open(kept.secret(), transaction);
    return switch (institution.upstream().arrive(callback(), parameters, kept.kept())) {
      case Upstream.Arrival.Refused refused -> new SignIn.Cancelled(open, refused.why());
      case Upstream.Arrival.Invalid invalid -> new SignIn.Invalid(open, invalid.why());
      case Upstream.Arrival.Unavailable unavailable ->
          new SignIn.Unavailable(open, institution.label(), unavailable.why());
      case Upstream.Arrival.Identified identified ->
          identified(open, institution, identified, oldSession);
    };
  }

  private SignIn identified(
      Open open,
      LoginMethod.Institution institution,
      Upstream.Arrival.Identified identified,
      Optional<String> oldSession) {
    Person person =
        new Person(issuer.id(), institution.name(), identified.issuer(), identified.subject());
    return switch (institution.username().apply(identified.claims())) {
      case UsernameRule.Username.Unusable unusable -> noName(open, identified, unusable.why());
      case UsernameRule.Username.Name name when !LocalName.isSafe(name.value()) ->
          noName(open, identified, "the local name has a character that no token may carry");
      case UsernameRule.Username.Name name -> {
        Login login =
            records.make(
                person,
                name.value(),
                identified.claims(),
                identified.authenticatedAt(),
                identified.refreshToken(),
                clock.instant());
        yield signedIn(open, login, oldSession);
      }
    };
  }

  private static SignIn noName(Open open, Upstream.Arrival.Identified identified, String detail) {
    return new SignIn.NoName(
        open,
        DisplayName.of(identified.claims(), identified.subject()),
        "Your institution did not name you in a way that is known here.",
        detail);
  }

  /** Signs in by name and password. */
  public SignIn password(
      Open open,
      LoginMethod.Local method,
      String name,
      String password,
      String address,
      Optional<String> oldSession) {
    return switch (method.accounts().check(name, password, address)) {
      case LocalAccounts.Outcome.Wrong wrong -> new SignIn.Wrong();
      case LocalAccounts.Outcome.TooManyFailures tooMany ->
          new SignIn.Later(Optional.of(tooMany.retryAfter()));
      case LocalAccounts.Outcome.Busy busy -> new SignIn.Later(Optional.empty());
      case LocalAccounts.Outcome.Right right -> {
        Instant now = clock.instant();
        String account = right.account().name();
        Person person = new Person(issuer.id(), method.name(), issuer.url().toString(), account);
        Login login =
            records.make(
                person, account, LocalName.claims(right.account()), now, Optional.empty(), now);
        yield signedIn(open, login, oldSession);
      }
    };
  }

  private SignIn signedIn(Open open, Login login, Optional<String> oldSession) {
    return switch (store.logins().begin(login, login.person().key())) {
      case Logins.Begun.NameHeldByAnother held ->
          new SignIn.NoName(
              open,
              DisplayName.of(login),
              "The local name " + login.grant().username() + " belongs to somebody else here.",
              "name held by another: " + login.grant().username());
      case Logins.Begun.Stored stored -> {
        if (!store.transactions().signedIn(open.transaction().id(), login.grant().id())) {
          yield new SignIn.NotUnderWay();
        }
        yield new SignIn.Done(open.secret(), rotateSession(login, oldSession));
      }
    };
  }

  /** A session known before signing in could have been planted: a new one begins, the old ends. */
  private String rotateSession(Login login, Optional<String> oldSession) {
    oldSession.map(SecretHash::of).ifPresent(store.sessions()::end);
    String secret = random.secret();
    Instant now = clock.instant();
    store
        .sessions()
        .begin(
            new Session(
                SecretHash.of(secret),
                issuer.id(),
                login.grant().id(),
                now,
                now.plus(issuer.lifetimes().session())));
    return secret;
  }

  /**
   * Starts over, for somebody else at the same browser: ends the session and the transaction.
   *
   * @return the secret of a new transaction with the same continuation
   */
  public Optional<String> again(Open open, Optional<String> session) {
    if (!finish(open)) {
      return Optional.empty();
    }
    session.map(SecretHash::of).ifPresent(store.sessions()::end);
    return Optional.of(
        begin(open.transaction().continuation(), open.transaction().browser(), Optional.empty()));
  }

  /**
   * Takes the transaction out, because its decision has been made.
   *
   * @return false when it was gone already: nothing may come of this decision
   */
  public boolean finish(Open open) {
    return store.transactions().finish(open.transaction().id());
  }

  private URI callback() {
    return URI.create(issuer.url() + issuer.paths().callback());
  }
}
