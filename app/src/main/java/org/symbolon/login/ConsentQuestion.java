package org.symbolon.login;

import java.util.List;
import java.util.Optional;
import org.symbolon.client.Client;
import org.symbolon.client.GrantType;
import org.symbolon.grant.AskedClaims;
import org.symbolon.grant.Login;
import org.symbolon.issuer.Issuer;
import org.symbolon.mint.ClaimScopes;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.ProtocolException;
import org.symbolon.resolve.Rights;
import org.symbolon.scope.Decision;
import org.symbolon.scope.DefaultScopes;
import org.symbolon.scope.Outcome;
import org.symbolon.scope.PlainScope;
import org.symbolon.scope.ScopeSet;

/**
 * What a person who has signed in is asked to allow a client: decided before anything is shown, so
 * that nobody approves what could not be given.
 */
public final class ConsentQuestion {
  private static final String OFFLINE = "offline_access";

  private final Issuer issuer;
  private final Rights rights;
  private final DefaultScopes defaults;

  public ConsentQuestion(Issuer issuer, Rights rights) {
    this.issuer = issuer;
    this.rights = rights;
    this.defaults =
        switch (DefaultScopes.parse(issuer.defaultScopes(), issuer.profile())) {
          case DefaultScopes.Parsed parsed -> parsed.scopes();
          case DefaultScopes.Malformed malformed ->
              throw new IllegalArgumentException(String.join("; ", malformed.problems()));
        };
  }

  /** What there is to ask. */
  public sealed interface Result {
    /**
     * @param account the local account
     * @param granted what the client gets if the person allows it
     * @param permissions the same with reasons
     * @param refused what it asked for and does not get
     * @param offline whether it gets a refresh token
     * @param claims what it is told though no granted scope opens it, because it asked by name
     */
    record Ask(
        String account,
        ScopeSet granted,
        List<Outcome.Granted> permissions,
        List<Outcome.Refused> refused,
        boolean offline,
        AskedClaims claims)
        implements Result {
      public Ask {
        permissions = List.copyOf(permissions);
        refused = List.copyOf(refused);
      }

      Ask withClaims(AskedClaims told) {
        return new Ask(account, granted, permissions, refused, offline, told);
      }
    }

    /**
     * The site refuses some of it, and a part is not wanted.
     *
     * @param accessDenied {@code access_denied}, else {@code invalid_scope}
     */
    record NotAll(String account, List<Outcome.Refused> refused, boolean accessDenied)
        implements Result {
      public NotAll {
        refused = List.copyOf(refused);
      }

      /** For the client's developer: each scope and the reason a person may know. */
      public String description() {
        StringBuilder text = new StringBuilder("refused:");
        for (Outcome.Refused one : refused) {
          text.append(' ').append(one.asked().text()).append(" (").append(one.reason()).append(')');
        }
        return text.toString();
      }
    }

    /**
     * @param why for the person
     * @param detail for the log
     */
    record NoAccount(String why, String detail) implements Result {}

    /** A source of truth is down: neither yes nor no. */
    record Unavailable(String detail) implements Result {}
  }

  /**
   * @param requestedScope as the client asked for it; empty means the default scopes
   * @throws ProtocolException {@code invalid_scope} when it is malformed
   */
  public Result about(Client client, Login login, String requestedScope) {
    return about(client, login, requestedScope, OpenIdRequest.CODE);
  }

  /**
   * @param openId what the request says besides
   */
  public Result about(Client client, Login login, String requestedScope, OpenIdRequest openId) {
    Rights.Outcome outcome =
        rights.ofPerson(
            new Rights.PersonRequest(
                issuer,
                client,
                login.person(),
                login.grant().username(),
                login.claims(),
                asked(client, login, requestedScope, openId)));
    return switch (outcome) {
      case Rights.Outcome.Decided decided ->
          withClaims(
              decided(client, decided.account().name(), decided.decision(), openId),
              client,
              login,
              openId.asked());
      case Rights.Outcome.NoAccount none -> new Result.NoAccount(none.why(), none.detail());
      case Rights.Outcome.Unavailable unavailable -> new Result.Unavailable(unavailable.why());
    };
  }

  /** The account of a person who signed in, by whose name clients may be told of them. */
  public Rights.Known account(Login login) {
    return rights.account(issuer, login.person(), login.grant().username(), login.claims());
  }

  /** Reads a {@code scope} parameter as far as that goes without a person. */
  public static ScopeSet parse(Issuer issuer, String requestedScope) {
    return switch (ScopeSet.parse(requestedScope, issuer.profile())) {
      case ScopeSet.Parsed parsed -> parsed.scopes();
      case ScopeSet.Malformed malformed ->
          throw ProtocolException.of(ErrorCode.INVALID_SCOPE, malformed.why());
    };
  }

  /**
   * What may be told is decided as if the scope that opens it had been asked for; a claim that may
   * not be told is left out (OpenID Connect Core §5.5.1).
   */
  private Result withClaims(Result result, Client client, Login login, AskedClaims asked) {
    if (!(result instanceof Result.Ask ask) || asked.isEmpty()) {
      return result;
    }
    ScopeSet opening = ClaimScopes.opening(issuer, asked);
    Rights.Outcome outcome =
        rights.ofPerson(
            new Rights.PersonRequest(
                issuer, client, login.person(), login.grant().username(), login.claims(), opening));
    return switch (outcome) {
      case Rights.Outcome.Decided decided ->
          ask.withClaims(ClaimScopes.opened(issuer, asked, decided.decision().granted()));
      case Rights.Outcome.NoAccount none -> new Result.NoAccount(none.why(), none.detail());
      case Rights.Outcome.Unavailable unavailable -> new Result.Unavailable(unavailable.why());
    };
  }

  private ScopeSet asked(Client client, Login login, String requestedScope, OpenIdRequest openId) {
    ScopeSet asked =
        requestedScope.isEmpty()
            ? defaults.expand(Optional.of(login.grant().username())).scopes()
            : parse(issuer, requestedScope);
    if (mayRefresh(client, openId)) {
      return asked;
    }
    // OpenID Connect Core §11: ignored where no refresh token can come of it.
    return new ScopeSet(
        asked.scopes().stream().filter(scope -> !scope.equals(new PlainScope(OFFLINE))).toList());
  }

  private Result decided(Client client, String account, Decision decision, OpenIdRequest openId) {
    return switch (decision.summary()) {
      case Decision.Whole whole -> ask(client, account, decision, openId);
      case Decision.Narrowed narrowed ->
          wantsPart(client) && !narrowed.granted().isEmpty() && !narrowed.refusesAll()
              ? ask(client, account, decision, openId)
              : new Result.NotAll(account, narrowed.refused(), narrowed.deniesAccess());
      case Decision.CannotSay cannotSay -> new Result.Unavailable(cannotSay.toString());
    };
  }

  private Result ask(Client client, String account, Decision decision, OpenIdRequest openId) {
    ScopeSet granted = decision.granted();
    return new Result.Ask(
        account,
        granted,
        decision.outcomes().stream()
            .filter(Outcome.Granted.class::isInstance)
            .map(Outcome.Granted.class::cast)
            .toList(),
        decision.refused(),
        mayRefresh(client, openId) && (client.alwaysRefresh() || granted.has(OFFLINE)),
        AskedClaims.NONE);
  }

  private boolean wantsPart(Client client) {
    return switch (client.onRefused().orElse(issuer.onRefused())) {
      case FAIL -> false;
      case NARROW -> true;
    };
  }

  private static boolean mayRefresh(Client client, OpenIdRequest openId) {
    return openId.responseType().hasCode() && client.grantTypes().contains(GrantType.REFRESH_TOKEN);
  }
}
