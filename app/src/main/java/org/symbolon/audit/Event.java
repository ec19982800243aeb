package org.symbolon.audit;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.symbolon.protocol.ClientId;
import org.symbolon.protocol.GrantId;
import org.symbolon.protocol.IssuerId;

/**
 * Something that an operator may have to answer for later. Holds no secret: no token, code, cookie,
 * password or key, and no hash of one. A {@code person} is the stable key of a person, never a
 * name.
 */
public sealed interface Event {
  IssuerId issuer();

  /**
   * @param username the local name
   * @param address of the browser
   */
  record LoginSucceeded(
      IssuerId issuer, String method, String person, String username, GrantId login, String address)
      implements Event {}

  /**
   * @param why for the operator; never what a stranger typed
   */
  record LoginFailed(IssuerId issuer, String method, String why, String address) implements Event {}

  /** The institution said that a held identity is no longer welcome; all from that login ended. */
  record UpstreamSaidNo(IssuerId issuer, String method, String person, GrantId login)
      implements Event {}

  /**
   * The institution was asked about a held identity and gave no answer that counts.
   *
   * @param sinceLastGood how long ago it last said yes
   * @param tolerated whether that is within the configured tolerance
   */
  record UpstreamCannotSay(
      IssuerId issuer,
      String method,
      String person,
      GrantId login,
      String why,
      Duration sinceLastGood,
      boolean tolerated)
      implements Event {}

  /**
   * @param grantType as in the token request
   * @param username absent where a client acts for itself
   * @param scope as granted, space-separated
   * @param address that asked
   */
  record TokenIssued(
      IssuerId issuer,
      ClientId client,
      String grantType,
      Optional<GrantId> grant,
      Optional<String> username,
      String scope,
      List<String> audiences,
      String tokenId,
      String address)
      implements Event {
    public TokenIssued {
      audiences = List.copyOf(audiences);
    }
  }

  /**
   * A token was exchanged for another, or what came of an exchange was used.
   *
   * @param grantType as in the token request: a refresh too
   * @param rule the name of the rule that decided
   * @param mode {@code on-behalf-of}, {@code impersonate} …
   * @param from the kind of the subject token: {@code access-token}
   * @param to the kind of what was issued
   * @param lineage of the subject, the root first; empty where the root is no login
   * @param username absent where a client's own token was exchanged
   * @param actors who acts, the one who acts now first
   * @param tokenId absent where something that is kept was issued
   */
  record TokenExchanged(
      IssuerId issuer,
      ClientId client,
      String grantType,
      String rule,
      String mode,
      String from,
      String to,
      List<GrantId> lineage,
      Optional<String> username,
      List<String> actors,
      String scope,
      List<String> audiences,
      Optional<String> tokenId,
      String address)
      implements Event {
    public TokenExchanged {
      lineage = List.copyOf(lineage);
      actors = List.copyOf(actors);
      audiences = List.copyOf(audiences);
    }
  }

  /**
   * A client named somebody and was not let be that person.
   *
   * @param why for the operator; never what the client named
   */
  record ImpersonationRefused(IssuerId issuer, ClientId client, String why, String address)
      implements Event {}

  /** A refresh token was used again within the grace window and got its same successor. */
  record RefreshRepeated(IssuerId issuer, ClientId client, GrantId grant) implements Event {}

  /** A refresh token was used again after the grace window; its family ended. */
  record RefreshReplayed(IssuerId issuer, ClientId client, GrantId grant) implements Event {}

  /** An authorization code was used again; what came from it ended. */
  record CodeReplayed(IssuerId issuer, ClientId client, GrantId grant) implements Event {}

  /** A client gave an access token back before its time. */
  record TokenRevoked(IssuerId issuer, ClientId client, String tokenId) implements Event {}

  /**
   * A person was asked whether a program may act for them, or answered.
   *
   * @param scope that would be, or was, granted; empty where it was denied
   * @param address of the browser
   */
  record Consent(
      IssuerId issuer,
      Answer answer,
      ClientId client,
      String person,
      GrantId login,
      String scope,
      String address)
      implements Event {
    /** How far it came. */
    public enum Answer {
      SHOWN,
      APPROVED,
      DENIED
    }
  }

  /**
   * Somebody signed in for whom the site has no account, so a program got nothing.
   *
   * @param why for the operator
   * @param address of the browser
   */
  record NoAccount(
      IssuerId issuer, ClientId client, String person, GrantId login, String why, String address)
      implements Event {}

  /**
   * A limit against guessing was reached: further guesses are refused for a while.
   *
   * @param what is guessed
   * @param address that guessed last
   */
  record LimitReached(IssuerId issuer, String what, String address) implements Event {}

  /**
   * A browser's session ended before its time.
   *
   * @param login its root grant, which may live on
   * @param address whose wish it was
   */
  record SessionEnded(
      IssuerId issuer, String person, String username, GrantId login, String why, String address)
      implements Event {}

  /** A person is asked again from now on whether this client may act for them. */
  record ConsentForgotten(IssuerId issuer, ClientId client, String person, String address)
      implements Event {}

  /**
   * A client was to be told that a session has ended (OpenID Connect Back-Channel Logout 1.0).
   *
   * @param outcome for the operator: "told", or why not yet, or why not at all
   * @param over whether it is not tried again
   */
  record LogoutNotice(IssuerId issuer, ClientId client, GrantId login, String outcome, boolean over)
      implements Event {}

  /** A grant, and with it all below, ended before its time. */
  record GrantEnded(IssuerId issuer, GrantId grant, String why) implements Event {}

  /**
   * A client registered itself.
   *
   * @param owner the person it belongs to; absent where nobody stands for it
   * @param address that asked
   */
  record ClientRegistered(IssuerId issuer, ClientId client, Optional<String> owner, String address)
      implements Event {}

  /** A client that registered itself replaced what it says of itself. */
  record ClientUpdated(IssuerId issuer, ClientId client, String address) implements Event {}

  /**
   * A client that registered itself was deleted; all that was granted to it ended.
   *
   * @param address that asked; empty for an operator's command
   */
  record ClientDeleted(IssuerId issuer, ClientId client, String why, String address)
      implements Event {}
}
