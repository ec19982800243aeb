package org.symbolon.login;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.symbolon.audit.Audit;
import org.symbolon.grant.Login;
import org.symbolon.grant.SharedNames;
import org.symbolon.issuer.Issuer;
import org.symbolon.keys.MasterKey;
import org.symbolon.login.SignIn.Open;
import org.symbolon.protocol.RandomText;
import org.symbolon.protocol.SecretHash;
import org.symbolon.upstream.Upstream;

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
  private final BrowserSessions sessions;
  private final SignInSteps steps;
  private final RandomText random;
  private final InstantSource clock;

  /**
   * @param methods at least one, in the order to show
   */
  public LoginFlow(
      Issuer issuer,
      List<LoginMethod> methods,
      SharedNames sharedNames,
      LoginStore store,
      BrowserSessions sessions,
      MasterKey masterKey,
      Audit audit,
      RandomText random,
      InstantSource clock) {
    this.issuer = issuer;
    this.methods = List.copyOf(methods);
    this.store = store;
    this.sessions = sessions;
    this.keptState = new KeptState(masterKey);
    this.random = random;
    this.clock = clock;
    this.steps = new SignInSteps(this, sharedNames, store, sessions, keptState, masterKey, audit);
  }

  /** Where a departing browser is to be sent. */
  public sealed interface Departure {
    record To(URI location) implements Departure {}

    record Unavailable(String detail) implements Departure {}
  }

  /**
   * Who is at the browser, as far as HTTP tells.
   *
   * @param browser the hash of its secret
   * @param session the secret of the session it has, if any
   * @param address for the record
   * @param limitKey for limits: the address, or the network it is in
   * @param agent the program's name for itself, as it says
   */
  public record Visitor(
      SecretHash browser,
      Optional<String> session,
      String address,
      String limitKey,
      String agent) {}

  public List<LoginMethod> methods() {
    return methods;
  }

  public Optional<LoginMethod> method(String name) {
    return methods.stream().filter(method -> method.name().equals(name)).findFirst();
  }

  public BrowserSessions sessions() {
    return sessions;
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
    return switch (institution
        .upstream()
        .depart(callback(), open.transaction().continuation().signIn())) {
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
   * @param visitor whose session ends when the new one begins
   */
  public SignIn callback(Map<String, List<String>> parameters, Visitor visitor) {
    return steps.callback(parameters, visitor);
  }

  /**
   * Sends the browser to an institution to sign out there. It comes back by {@link #returned}.
   *
   * @return empty where the institution has no such place
   */
  public Optional<URI> departToSignOut(
      Open open, LoginMethod.Institution institution, Optional<String> idToken, URI back) {
    String state = random.secret();
    return institution
        .upstream()
        .signOut(idToken, back, state)
        .filter(
            location ->
                store
                    .transactions()
                    .departed(
                        open.transaction().id(),
                        institution.name(),
                        SecretHash.of(state),
                        Map.of()));
  }

  /** The browser is back from signing out at an institution: what was under way, which is over. */
  public Optional<Continuation> returned(String state, SecretHash browser) {
    return store
        .transactions()
        .findByUpstreamState(issuer.id(), SecretHash.of(state), browser, clock.instant())
        .filter(transaction -> transaction.continuation() instanceof Continuation.SignOut)
        .filter(transaction -> store.transactions().finish(transaction.id()))
        .map(Transaction::continuation);
  }

  /** Signs in by name and password. */
  public SignIn password(
      Open open, LoginMethod.Local method, String name, String password, Visitor visitor) {
    return steps.password(open, method, name, password, visitor);
  }

  /**
   * Starts over, for somebody else at the same browser, or because a login has ended meanwhile.
   *
   * @return the secret of a new transaction with the same continuation
   */
  public Optional<String> again(Open open) {
    if (!finish(open)) {
      return Optional.empty();
    }
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

  Issuer issuer() {
    return issuer;
  }

  RandomText random() {
    return random;
  }

  Instant now() {
    return clock.instant();
  }

  private URI callback() {
    return callback(issuer);
  }

  static URI callback(Issuer issuer) {
    return URI.create(issuer.url() + issuer.paths().callback());
  }
}
