package org.symbolon.login;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.symbolon.audit.Audit;
import org.symbolon.audit.Event;
import org.symbolon.grant.Login;
import org.symbolon.grant.Logins;
import org.symbolon.grant.Person;
import org.symbolon.grant.SharedNames;
import org.symbolon.issuer.Issuer;
import org.symbolon.keys.MasterKey;
import org.symbolon.login.LoginFlow.Visitor;
import org.symbolon.login.SignIn.Open;
import org.symbolon.protocol.DescriptionText;
import org.symbolon.protocol.SecretHash;
import org.symbolon.upstream.HeldTokens;
import org.symbolon.upstream.Upstream;
import org.symbolon.upstream.UsernameRule;

/** From a proof of who the person is to a login and a session. */
final class SignInSteps {
  private final LoginFlow flow;
  private final SharedNames sharedNames;
  private final Issuer issuer;
  private final LoginStore store;
  private final BrowserSessions sessions;
  private final KeptState keptState;
  private final LoginRecords records;
  private final Audit audit;

  SignInSteps(
      LoginFlow flow,
      SharedNames sharedNames,
      LoginStore store,
      BrowserSessions sessions,
      KeptState keptState,
      MasterKey masterKey,
      Audit audit) {
    this.flow = flow;
    this.sharedNames = sharedNames;
    this.issuer = flow.issuer();
    this.store = store;
    this.sessions = sessions;
    this.keptState = keptState;
    this.records = new LoginRecords(issuer, new HeldTokens(masterKey), flow.random());
    this.audit = audit;
  }

  SignIn callback(Map<String, List<String>> parameters, Visitor visitor) {
    List<String> states = parameters.getOrDefault("state", List.of());
    if (states.size() != 1) {
      return new SignIn.NotUnderWay();
    }
    Optional<Transaction> waiting =
        store
            .transactions()
            .findByUpstreamState(
                issuer.id(), SecretHash.of(states.getFirst()), visitor.browser(), flow.now());
    if (waiting.isPresent()
        && !(waiting.get().continuation() instanceof Continuation.SignOut)
        && waiting.get().method().flatMap(flow::method).orElse(null)
            instanceof LoginMethod.Institution institution) {
      return arrived(waiting.get(), institution, parameters, visitor);
    }
    return new SignIn.NotUnderWay();
  }

  private SignIn arrived(
      Transaction transaction,
      LoginMethod.Institution institution,
      Map<String, List<String>> parameters,
      Visitor visitor) {
    KeptState.Opened kept = keptState.open(transaction.id(), transaction.upstreamState());
    Open open = new Open(kept.secret(), transaction);
    return switch (institution
        .upstream()
        .arrive(LoginFlow.callback(issuer), parameters, kept.kept())) {
      case Upstream.Arrival.Refused refused -> {
        failed(institution, "the institution refused: " + refused.why(), visitor);
        yield new SignIn.Cancelled(open, refused.why());
      }
      case Upstream.Arrival.Stale stale -> {
        failed(institution, stale.why(), visitor);
        yield new SignIn.Stale(open, stale.why());
      }
      case Upstream.Arrival.Invalid invalid -> {
        failed(institution, "the answer failed a check: " + invalid.why(), visitor);
        yield new SignIn.Invalid(open, invalid.why());
      }
      case Upstream.Arrival.Unavailable unavailable ->
          new SignIn.Unavailable(open, institution.label(), unavailable.why());
      case Upstream.Arrival.Identified identified ->
          identified(open, institution, identified, visitor);
    };
  }

  private SignIn identified(
      Open open,
      LoginMethod.Institution institution,
      Upstream.Arrival.Identified identified,
      Visitor visitor) {
    Person person =
        new Person(issuer.id(), institution.name(), identified.issuer(), identified.subject());
    return switch (LocalNames.of(
        sharedNames, person, institution.upstream().username(), identified.claims())) {
      case UsernameRule.Username.Unusable unusable ->
          noName(open, institution, identified, unusable.why(), visitor);
      case UsernameRule.Username.Name name ->
          signedIn(
              open,
              institution,
              records.make(
                  person,
                  name.value(),
                  identified.claims(),
                  identified.authenticatedAt(),
                  identified.refreshToken(),
                  flow.now()),
              new AtInstitution(identified.idToken(), identified.session()),
              visitor);
    };
  }

  private SignIn noName(
      Open open,
      LoginMethod method,
      Upstream.Arrival.Identified identified,
      String why,
      Visitor visitor) {
    failed(method, why, visitor);
    return new SignIn.NoName(
        open,
        DisplayName.of(identified.claims(), identified.subject()),
        "Your institution did not name you in a way that is known here.",
        why);
  }

  SignIn password(
      Open open, LoginMethod.Local method, String name, String password, Visitor visitor) {
    return switch (method.passwords().check(name, password, visitor.limitKey())) {
      case Passwords.Outcome.Wrong wrong -> {
        failed(method, "wrong name or password for " + method.passwords().told(name), visitor);
        yield new SignIn.Wrong();
      }
      case Passwords.Outcome.TooManyFailures tooMany -> {
        failed(method, "too many failures for " + method.passwords().told(name), visitor);
        yield new SignIn.Later(Optional.of(tooMany.retryAfter()));
      }
      case Passwords.Outcome.Busy busy -> new SignIn.Later(Optional.empty());
      case Passwords.Outcome.Unavailable unavailable ->
          new SignIn.Unavailable(open, method.label(), unavailable.why());
      case Passwords.Outcome.Right right -> {
        Instant now = flow.now();
        String account = right.name();
        yield signedIn(
            open,
            method,
            records.make(
                new Person(issuer.id(), method.name(), issuer.url().toString(), account),
                account,
                right.claims(),
                now,
                Optional.empty(),
                now),
            AtInstitution.NONE,
            visitor);
      }
    };
  }

  private SignIn signedIn(
      Open open, LoginMethod method, Login login, AtInstitution there, Visitor visitor) {
    return switch (store.logins().begin(login, sharedNames)) {
      case Logins.Begun.NameHeldByAnother held -> {
        String name = login.grant().username();
        String why =
            "the local name "
                + name
                + " belongs to another person; if it is this one's now: symbolon names free "
                + name;
        failed(method, why, visitor);
        yield new SignIn.NoName(
            open,
            DisplayName.of(login),
            "The local name " + login.grant().username() + " belongs to somebody else here.",
            why);
      }
      case Logins.Begun.Stored stored -> {
        if (!store.transactions().signedIn(open.transaction().id(), login.grant().id())) {
          // The login was stored first, because the transaction names it: nobody will use it.
          String why = "another callback was first";
          if (store.grants().end(login.grant().id(), why, flow.now())) {
            audit.report(new Event.GrantEnded(issuer.id(), login.grant().id(), why));
          }
          yield new SignIn.NotUnderWay();
        }
        audit.report(
            new Event.LoginSucceeded(
                issuer.id(),
                method.name(),
                login.person().key(),
                login.grant().username(),
                login.grant().id(),
                visitor.address()));
        yield new SignIn.Done(open.secret(), sessions.signedIn(login, there, visitor));
      }
    };
  }

  private void failed(LoginMethod method, String why, Visitor visitor) {
    audit.report(
        new Event.LoginFailed(
            issuer.id(), method.name(), DescriptionText.safe(why), visitor.address()));
  }
}
