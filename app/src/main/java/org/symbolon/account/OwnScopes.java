package org.symbolon.account;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.symbolon.explain.EntitledWords;
import org.symbolon.explain.Inquiry;
import org.symbolon.grant.Grants;
import org.symbolon.grant.Login;
import org.symbolon.grant.Logins;
import org.symbolon.protocol.Call;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.ProtocolError;
import org.symbolon.protocol.ProtocolException;
import org.symbolon.resolve.Inquiries;
import org.symbolon.verify.AccessTokenCheck;
import org.symbolon.verify.PresentedTokens;

/**
 * What may I ask for? Answered to the bearer of an access token, about the token's person at the
 * token's client: agents and vaults must not guess.
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
    return EntitledWords.json(known.may(subject(token), token.client().value()));
  }

  /** The root of a person's token is a login; a client's own token has none. */
  private Optional<Inquiries.Subject> subject(AccessTokenCheck.Valid token) {
    if (token.lineage().isEmpty()) {
      return Optional.empty();
    }
    Login login =
        logins
            .find(token.lineage().getFirst())
            .orElseThrow(() -> invalid("its login has been swept"));
    return Optional.of(Inquiry.byLogin(login));
  }

  private static ProtocolException invalid(String detail) {
    return ProtocolError.of(
            ErrorCode.INVALID_TOKEN, "the access token is not valid, has expired or has been ended")
        .withDetail(detail)
        .exception();
  }
}
