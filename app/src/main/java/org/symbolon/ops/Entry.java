package org.symbolon.ops;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.symbolon.audit.Event;

/**
 * An event as it stands in the log: its name, and its parts in order. Names never change: sites
 * search their logs for them.
 */
record Entry(String name, Map<String, String> fields) {
  static Entry of(Event event) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("event", name(event));
    fields.put("issuer", event.issuer().value());
    switch (event) {
      case Event.LoginSucceeded login -> {
        fields.put("method", login.method());
        fields.put("person", login.person());
        fields.put("username", login.username());
        fields.put("login", login.login().value());
        fields.put("address", login.address());
      }
      case Event.LoginFailed failed -> {
        fields.put("method", failed.method());
        fields.put("why", failed.why());
        fields.put("address", failed.address());
      }
      case Event.UpstreamSaidNo no -> {
        fields.put("method", no.method());
        fields.put("person", no.person());
        fields.put("login", no.login().value());
      }
      case Event.UpstreamCannotSay cannot -> {
        fields.put("method", cannot.method());
        fields.put("person", cannot.person());
        fields.put("login", cannot.login().value());
        fields.put("why", cannot.why());
        fields.put("since-last-good", cannot.sinceLastGood().toString());
        fields.put("tolerated", Boolean.toString(cannot.tolerated()));
      }
      case Event.TokenIssued issued -> {
        fields.put("client", issued.client().value());
        fields.put("grant-type", issued.grantType());
        issued.grant().ifPresent(grant -> fields.put("grant", grant.value()));
        issued.username().ifPresent(username -> fields.put("username", username));
        fields.put("scope", issued.scope());
        fields.put("audience", String.join(" ", issued.audiences()));
        fields.put("jti", issued.tokenId());
        fields.put("address", issued.address());
      }
      case Event.TokenExchanged exchanged -> {
        fields.put("client", exchanged.client().value());
        // Short and plain: what has a colon or a blank is searched for secrets pattern by pattern.
        fields.put(
            "grant-type",
            exchanged.grantType().substring(exchanged.grantType().lastIndexOf(':') + 1));
        fields.put("rule", exchanged.rule());
        fields.put("mode", exchanged.mode());
        fields.put("from", exchanged.from());
        fields.put("to", exchanged.to());
        if (!exchanged.lineage().isEmpty()) {
          fields.put("login", exchanged.lineage().getFirst().value());
          fields.put("grant", exchanged.lineage().getLast().value());
        }
        exchanged.username().ifPresent(username -> fields.put("username", username));
        fields.put("actors", String.join(" ", exchanged.actors()));
        fields.put("scope", exchanged.scope());
        fields.put("audience", String.join(" ", exchanged.audiences()));
        exchanged.tokenId().ifPresent(jti -> fields.put("jti", jti));
        fields.put("address", exchanged.address());
      }
      case Event.ImpersonationRefused refused -> {
        fields.put("client", refused.client().value());
        fields.put("why", refused.why());
        fields.put("address", refused.address());
      }
      case Event.RefreshRepeated repeated -> {
        fields.put("client", repeated.client().value());
        fields.put("grant", repeated.grant().value());
      }
      case Event.RefreshReplayed replayed -> {
        fields.put("client", replayed.client().value());
        fields.put("grant", replayed.grant().value());
      }
      case Event.CodeReplayed replayed -> {
        fields.put("client", replayed.client().value());
        fields.put("grant", replayed.grant().value());
      }
      case Event.TokenRevoked revoked -> {
        fields.put("client", revoked.client().value());
        fields.put("jti", revoked.tokenId());
      }
      case Event.Consent consent -> {
        fields.put("client", consent.client().value());
        fields.put("person", consent.person());
        fields.put("login", consent.login().value());
        fields.put("scope", consent.scope());
        fields.put("address", consent.address());
      }
      case Event.NoAccount none -> {
        fields.put("client", none.client().value());
        fields.put("person", none.person());
        fields.put("login", none.login().value());
        fields.put("why", none.why());
        fields.put("address", none.address());
      }
      case Event.LimitReached reached -> {
        fields.put("what", reached.what());
        fields.put("address", reached.address());
      }
      case Event.SessionEnded ended -> {
        fields.put("person", ended.person());
        fields.put("username", ended.username());
        fields.put("login", ended.login().value());
        fields.put("why", ended.why());
        fields.put("address", ended.address());
      }
      case Event.ConsentForgotten forgotten -> {
        fields.put("client", forgotten.client().value());
        fields.put("person", forgotten.person());
        fields.put("address", forgotten.address());
      }
      case Event.LogoutNotice notice -> {
        fields.put("client", notice.client().value());
        fields.put("login", notice.login().value());
        fields.put("outcome", notice.outcome());
        fields.put("over", Boolean.toString(notice.over()));
      }
      case Event.GrantEnded ended -> {
        fields.put("grant", ended.grant().value());
        fields.put("why", ended.why());
      }
      case Event.ClientRegistered registered -> {
        fields.put("client", registered.client().value());
        registered.owner().ifPresent(owner -> fields.put("owner", owner));
        fields.put("address", registered.address());
      }
      case Event.ClientUpdated updated -> {
        fields.put("client", updated.client().value());
        fields.put("address", updated.address());
      }
      case Event.ClientDeleted deleted -> {
        fields.put("client", deleted.client().value());
        fields.put("why", deleted.why());
        fields.put("address", deleted.address());
      }
    }
    return new Entry(name(event), fields);
  }

  /** The event's name in the log and in the metrics. */
  static String name(Event event) {
    return switch (event) {
      case Event.LoginSucceeded ignored -> "login-succeeded";
      case Event.LoginFailed ignored -> "login-failed";
      case Event.UpstreamSaidNo ignored -> "upstream-said-no";
      case Event.UpstreamCannotSay ignored -> "upstream-cannot-say";
      case Event.TokenIssued ignored -> "token-issued";
      case Event.TokenExchanged ignored -> "token-exchanged";
      case Event.ImpersonationRefused ignored -> "impersonation-refused";
      case Event.RefreshRepeated ignored -> "refresh-repeated";
      case Event.RefreshReplayed ignored -> "refresh-replayed";
      case Event.CodeReplayed ignored -> "code-replayed";
      case Event.TokenRevoked ignored -> "token-revoked";
      case Event.Consent consent ->
          switch (consent.answer()) {
            case SHOWN -> "consent-shown";
            case APPROVED -> "consent-approved";
            case DENIED -> "consent-denied";
          };
      case Event.NoAccount ignored -> "no-account";
      case Event.LimitReached ignored -> "limit-reached";
      case Event.SessionEnded ignored -> "session-ended";
      case Event.ConsentForgotten ignored -> "consent-forgotten";
      case Event.LogoutNotice ignored -> "logout-notice";
      case Event.GrantEnded ignored -> "grant-ended";
      case Event.ClientRegistered ignored -> "client-registered";
      case Event.ClientUpdated ignored -> "client-updated";
      case Event.ClientDeleted ignored -> "client-deleted";
    };
  }

  /** The client concerned, where there is one. */
  static Optional<String> client(Event event) {
    return switch (event) {
      case Event.TokenIssued issued -> Optional.of(issued.client().value());
      case Event.TokenExchanged exchanged -> Optional.of(exchanged.client().value());
      case Event.ImpersonationRefused refused -> Optional.of(refused.client().value());
      case Event.RefreshRepeated repeated -> Optional.of(repeated.client().value());
      case Event.RefreshReplayed replayed -> Optional.of(replayed.client().value());
      case Event.CodeReplayed replayed -> Optional.of(replayed.client().value());
      case Event.TokenRevoked revoked -> Optional.of(revoked.client().value());
      case Event.LoginSucceeded ignored -> Optional.empty();
      case Event.LoginFailed ignored -> Optional.empty();
      case Event.UpstreamSaidNo ignored -> Optional.empty();
      case Event.UpstreamCannotSay ignored -> Optional.empty();
      case Event.Consent consent -> Optional.of(consent.client().value());
      case Event.NoAccount none -> Optional.of(none.client().value());
      case Event.LimitReached ignored -> Optional.empty();
      case Event.SessionEnded ignored -> Optional.empty();
      case Event.ConsentForgotten forgotten -> Optional.of(forgotten.client().value());
      case Event.LogoutNotice notice -> Optional.of(notice.client().value());
      case Event.GrantEnded ignored -> Optional.empty();
      case Event.ClientRegistered registered -> Optional.of(registered.client().value());
      case Event.ClientUpdated updated -> Optional.of(updated.client().value());
      case Event.ClientDeleted deleted -> Optional.of(deleted.client().value());
    };
  }
}
