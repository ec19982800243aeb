package org.symbolon.ops;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.symbolon.audit.Event;
import org.symbolon.protocol.ClientId;
import org.symbolon.protocol.GrantId;
import org.symbolon.protocol.IssuerId;

/** One event of each kind. */
final class Events {
  static final IssuerId ISSUER = new IssuerId("https://gateway.example");
  static final GrantId GRANT = new GrantId("AAAAAAAAAAAAAAAAAAAAAA");
  static final ClientId TOOL = new ClientId("tool");

  private Events() {}

  static List<Event> all() {
    return List.of(
        new Event.LoginSucceeded(ISSUER, "campus", "person-1", "ana", GRANT, "192.0.2.1"),
        new Event.LoginFailed(ISSUER, "campus", "no account", "192.0.2.1"),
        new Event.UpstreamSaidNo(ISSUER, "campus", "person-1", GRANT),
        cannotSay(true),
        issued("tool"),
        new Event.RefreshRepeated(ISSUER, TOOL, GRANT),
        new Event.RefreshReplayed(ISSUER, TOOL, GRANT),
        new Event.CodeReplayed(ISSUER, TOOL, GRANT),
        new Event.TokenRevoked(ISSUER, TOOL, "jti-1"),
        consent(Event.Consent.Answer.SHOWN),
        consent(Event.Consent.Answer.APPROVED),
        consent(Event.Consent.Answer.DENIED),
        new Event.NoAccount(ISSUER, TOOL, "person-1", GRANT, "no such user", "192.0.2.1"),
        new Event.LimitReached(ISSUER, "user codes", "192.0.2.1"),
        new Event.SessionEnded(ISSUER, "person-1", "ana", GRANT, "signed out", "192.0.2.1"),
        new Event.ConsentForgotten(ISSUER, TOOL, "person-1", "192.0.2.1"),
        new Event.LogoutNotice(ISSUER, TOOL, GRANT, "told", true),
        new Event.ClientRegistered(ISSUER, TOOL, Optional.of("person-1"), "192.0.2.1"),
        new Event.ClientUpdated(ISSUER, TOOL, "192.0.2.1"),
        new Event.ClientDeleted(ISSUER, TOOL, "unused", ""),
        exchanged(),
        new Event.ImpersonationRefused(ISSUER, TOOL, "not in the group", "192.0.2.1"),
        new Event.GrantEnded(ISSUER, GRANT, "its owner ended it"));
  }

  private static Event exchanged() {
    return new Event.TokenExchanged(
        ISSUER,
        TOOL,
        "urn:ietf:params:oauth:grant-type:token-exchange",
        "portal",
        "delegate",
        "access-token",
        "access-token",
        List.of(GRANT),
        Optional.of("ana"),
        List.of("tool"),
        "storage.read:/data",
        List.of("https://storage.example"),
        Optional.of("jti-2"),
        "192.0.2.1");
  }

  private static Event consent(Event.Consent.Answer answer) {
    return new Event.Consent(
        ISSUER, answer, TOOL, "person-1", GRANT, "storage.read:/data", "192.0.2.1");
  }

  static Event cannotSay(boolean tolerated) {
    return new Event.UpstreamCannotSay(
        ISSUER, "campus", "person-1", GRANT, "503", Duration.ofMinutes(5), tolerated);
  }

  static Event issued(String client) {
    return new Event.TokenIssued(
        ISSUER,
        new ClientId(client),
        "refresh_token",
        Optional.of(GRANT),
        Optional.of("ana"),
        "storage.read:/data openid",
        List.of("https://storage.example"),
        "jti-1",
        "192.0.2.1");
  }
}
