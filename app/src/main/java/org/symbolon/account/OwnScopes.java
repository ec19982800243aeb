package org.symbolon.account;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.symbolon.explain.EntitledWords;
import org.symbolon.explain.Inquiry;
import org.symbolon.grant.GrantKind;
import org.symbolon.grant.Grants;
import org.symbolon.grant.Login;
import org.symbolon.grant.Logins;
import org.symbolon.mint.Subjects;
import org.symbolon.protocol.Call;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.ProtocolError;
import org.symbolon.protocol.ProtocolException;
import org.symbolon.resolve.Inquiries;
import org.symbolon.verify.AccessTokenCheck;
import org.symbolon.verify.PresentedTokens;

/**
 * What may I ask for? Answered to the bearer of an access token, about the token's person at the
 * token's client: agents and vaults must not guess. To whoever may not know that it says no more
 * than the token does.
 */
public final class OwnScopes {
  private final PresentedTokens tokens;
  private final Grants grants;
  private final Logins logins;
  private final Supplier<Inquiry> inquiry;
  private final InstantSource clock;

  /**
   * @param inquiry asked for at each question
   */
  public OwnScopes(
      PresentedTokens tokens,
      Grants grants,
      Logins logins,
      Supplier<Inquiry> inquiry,
      InstantSource clock) {
    this.tokens = tokens;
    this.grants = grants;
    this.logins = logins;
    this.inquiry = inquiry;
    this.clock = clock;
  }

  /**
   * @return JSON values
   * @throws ProtocolException {@code invalid_token}, also when it was revoked or its login has
   *     ended
   */
  public Map<String, Object> answer(Call call) {
    Instant now = clock.instant();
    AccessTokenCheck.Valid token = tokens.read(call, now);
    if (!grants.alive(token.lineage(), token.tokenIds(), now)) {
      throw invalid("it was revoked, or a grant of its lineage has ended");
    }
    Inquiry known =
        Optional.ofNullable(inquiry.get())
            .orElseThrow(() -> invalid("its issuer is not configured any more"));
    return asker(token)
        .map(asker -> EntitledWords.json(known.may(asker.person(), token.client().value())))
        .orElseGet(() -> whatItSays(token));
  }

  /**
   * @param person absent where a client asks about itself
   */
  private record Asker(Optional<Inquiries.Subject> person) {}

  /**
   * Who may hear everything. A service that was handed a token may show it here too: a person's
   * tells it all only with {@code openid}, as at userinfo, and what came of an exchange never does.
   */
  private Optional<Asker> asker(AccessTokenCheck.Valid token) {
    if (!token.madeFrom().isEmpty()) {
      return Optional.empty();
    }
    if (token.lineage().isEmpty()) {
      // Somebody else's, by impersonation or of a foreign issuer, otherwise.
      return token.subject().equals(Subjects.ofClient(token.client()))
          ? Optional.of(new Asker(Optional.empty()))
          : Optional.empty();
    }
    if (!List.of(token.scope().split(" ")).contains("openid")) {
      return Optional.empty();
    }
    Login login =
        logins
            .find(token.lineage().getFirst())
            .orElseThrow(() -> invalid("its login has been swept"));
    return login.grant().kind() == GrantKind.LOGIN
        ? Optional.of(new Asker(Optional.of(Inquiry.byLogin(login))))
        : Optional.empty();
  }

  private static Map<String, Object> whatItSays(AccessTokenCheck.Valid token) {
    return Map.of(
        "client",
        token.client().value(),
        "complete",
        false,
        "scopes",
        Stream.of(token.scope().split(" "))
            .filter(scope -> !scope.isEmpty())
            .map(scope -> Map.of("scope", scope, "decided", "granted"))
            .toList());
  }

  private static ProtocolException invalid(String detail) {
    return ProtocolError.of(
            ErrorCode.INVALID_TOKEN, "the access token is not valid, has expired or has been ended")
        .withDetail(detail)
        .exception();
  }
}
