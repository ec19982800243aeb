package org.symbolon.authorize;

import java.util.Optional;
import java.util.Set;
import org.symbolon.client.Client;
import org.symbolon.issuer.Issuer;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.Parameters;
import org.symbolon.protocol.ProtocolError;
import org.symbolon.protocol.ProtocolException;
import org.symbolon.verify.IdTokenHint;
import org.symbolon.verify.OwnTokens;

/**
 * {@code id_token_hint} (OpenID Connect Core §3.1.2.1): the person of that ID token, which may have
 * expired, is to be the one who answers.
 */
final class CheckHint {
  private CheckHint() {}

  /**
   * @param subjects one of which the person must be anyway; empty where anybody may be
   * @return the same, or the hint's alone
   */
  static Set<String> check(
      Issuer issuer, OwnTokens tokens, Client client, Set<String> subjects, Parameters parameters) {
    Optional<String> hint = parameters.one("id_token_hint");
    if (hint.isEmpty()) {
      return subjects;
    }
    String subject = subject(client, tokens.verifyIdTokenHint(issuer, hint.get()));
    if (!subjects.isEmpty() && !subjects.contains(subject)) {
      throw ProtocolException.of(
          ErrorCode.INVALID_REQUEST, "claims names a sub, and id_token_hint is about another");
    }
    return Set.of(subject);
  }

  private static String subject(Client client, IdTokenHint hint) {
    return switch (hint) {
      // Another client may know the person by another subject, or not at all.
      case IdTokenHint.Valid valid when valid.audiences().contains(client.id().value()) ->
          valid.subject();
      case IdTokenHint.Valid valid ->
          throw ProtocolException.of(
              ErrorCode.INVALID_REQUEST, "the id_token_hint was issued to another client");
      case IdTokenHint.Invalid(String why) ->
          throw ProtocolError.of(
                  ErrorCode.INVALID_REQUEST, "the id_token_hint is no ID token of this issuer")
              .withDetail(why)
              .exception();
    };
  }
}
