package org.symbolon.logout;

import java.util.List;
import java.util.Optional;
import org.symbolon.client.Client;
import org.symbolon.client.Clients;
import org.symbolon.issuer.Issuer;
import org.symbolon.login.Continuation;
import org.symbolon.protocol.ClientId;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.GrantId;
import org.symbolon.protocol.Parameters;
import org.symbolon.protocol.ProtocolError;
import org.symbolon.protocol.ProtocolException;
import org.symbolon.verify.IdTokenHint;
import org.symbolon.verify.OwnTokens;

/** Reads a request to sign out (OpenID Connect RP-Initiated Logout 1.0 §2). */
final class ReadLogout {
  private static final int LONGEST_STATE = 4096;

  private final Issuer issuer;
  private final Clients clients;
  private final OwnTokens tokens;

  ReadLogout(Issuer issuer, Clients clients, OwnTokens tokens) {
    this.issuer = issuer;
    this.clients = clients;
    this.tokens = tokens;
  }

  LogoutRequest read(Parameters parameters) {
    // Only hints, and only in English are there pages: read so that each is there once at most.
    parameters.one("logout_hint");
    parameters.one("ui_locales");
    Optional<IdTokenHint.Valid> hint = parameters.one("id_token_hint").map(this::hint);
    Optional<Client> client = client(parameters.one("client_id"), hint);
    Optional<String> redirectUri = parameters.one("post_logout_redirect_uri");
    redirectUri.ifPresent(asked -> check(asked, client));
    Optional<String> state = parameters.one("state").filter(text -> redirectUri.isPresent());
    state.ifPresent(ReadLogout::checkState);
    return new LogoutRequest(
        new Continuation.SignOut(client.map(Client::id), redirectUri, state),
        hint.flatMap(IdTokenHint.Valid::session).map(GrantId::new),
        hint.isPresent());
  }

  private IdTokenHint.Valid hint(String token) {
    return switch (tokens.verifyIdTokenHint(issuer, token)) {
      case IdTokenHint.Valid valid -> valid;
      case IdTokenHint.Invalid invalid ->
          throw ProtocolError.of(
                  ErrorCode.INVALID_REQUEST, "the id_token_hint is no ID token of this issuer")
              .withDetail(invalid.why())
              .exception();
    };
  }

  private Optional<Client> client(Optional<String> named, Optional<IdTokenHint.Valid> hint) {
    List<String> audiences = hint.map(IdTokenHint.Valid::audiences).orElse(List.of());
    // §2: with both, the ID token must have been issued to this client.
    if (named.isPresent() && hint.isPresent() && !audiences.contains(named.get())) {
      throw invalid("the id_token_hint was issued to another client than client_id says");
    }
    Optional<String> id = named.or(() -> audiences.stream().findFirst());
    Optional<Client> client = id.flatMap(text -> clients.find(issuer.id(), new ClientId(text)));
    if (named.isPresent() && client.isEmpty()) {
      throw invalid("this client_id is not known at this issuer");
    }
    return client;
  }

  /** §3: letter by letter one of those registered, or nobody is sent anywhere. */
  private static void check(String asked, Optional<Client> client) {
    Client known =
        client.orElseThrow(
            () ->
                invalid(
                    "post_logout_redirect_uri needs an id_token_hint or a client_id, which say"
                        + " whose it is"));
    if (!known.preferences().logout().redirectUris().contains(asked)) {
      throw invalid(
          "the post_logout_redirect_uri is not among those registered for this client: it must be"
              + " the same in each letter");
    }
  }

  private static void checkState(String state) {
    if (state.length() > LONGEST_STATE
        || !state.chars().allMatch(letter -> letter >= ' ' && letter <= '~')) {
      throw invalid("state may have at most " + LONGEST_STATE + " characters, all printable ASCII");
    }
  }

  private static ProtocolException invalid(String description) {
    return ProtocolException.of(ErrorCode.INVALID_REQUEST, description);
  }
}
