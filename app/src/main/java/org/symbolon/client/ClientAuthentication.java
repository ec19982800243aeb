package org.symbolon.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.symbolon.issuer.Issuer;
import org.symbolon.protocol.ClientId;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.Parameters;
import org.symbolon.protocol.ProtocolError;
import org.symbolon.protocol.ProtocolException;
import org.symbolon.protocol.SecretHash;

/**
 * Finds out which client makes a request, and makes it prove so (RFC 6749 §2.3): by Basic, by the
 * form, or not at all for a public client. An unknown client and a wrong secret get the same
 * answer.
 */
public final class ClientAuthentication {
  private static final SecretHash NOBODYS = SecretHash.of("compared with where no client is");

  private final Clients clients;

  public ClientAuthentication(Clients clients) {
    this.clients = clients;
  }

  /**
   * @param authorization the header's value
   * @throws ProtocolException {@code invalid_client} or {@code invalid_request}
   */
  public Client authenticate(Issuer issuer, Optional<String> authorization, Parameters form) {
    Optional<String> bodyId = form.one("client_id");
    Optional<String> bodySecret = form.one("client_secret");
    if (form.one("client_assertion").isPresent() || form.one("client_assertion_type").isPresent()) {
      throw refused("client assertions are not supported here: use the client secret");
    }
    if (authorization.isEmpty()) {
      ClientId id =
          new ClientId(
              bodyId.orElseThrow(
                  () -> refused("no client: give client_id, or authenticate by HTTP Basic")));
      return proved(issuer, id, bodySecret.map(List::of).orElse(List.of()), "unauthenticated");
    }
    // RFC 6749 §2.3: not more than one method in a request.
    if (bodySecret.isPresent()) {
      throw ProtocolException.of(
          ErrorCode.INVALID_REQUEST,
          "the client authenticates twice: leave out the Authorization header or client_secret");
    }
    List<BasicCredentials> readings = BasicCredentials.read(authorization.get());
    if (readings.isEmpty()) {
      throw refused("the Authorization header is not HTTP Basic with client id and secret");
    }
    List<BasicCredentials> named =
        readings.stream().filter(one -> one.id().equals(bodyId.orElse(one.id()))).toList();
    if (named.isEmpty()) {
      throw ProtocolException.of(
          ErrorCode.INVALID_REQUEST, "client_id and the Authorization header name two clients");
    }
    return byBasic(issuer, named);
  }

  private Client byBasic(Issuer issuer, List<BasicCredentials> readings) {
    // The form-encoded reading is the standard's (RFC 6749 §2.3.1), the raw one a habit of many
    // clients. They name the same client unless its id holds a percent or plus sign.
    ClientId id = new ClientId(readings.getFirst().id());
    if (clients.find(issuer.id(), id).isEmpty()) {
      id = new ClientId(readings.getLast().id());
    }
    List<String> secrets = new ArrayList<>();
    for (BasicCredentials reading : readings) {
      if (reading.id().equals(id.value()) && !reading.secret().isEmpty()) {
        secrets.add(reading.secret());
      }
    }
    return proved(issuer, id, secrets, "Basic");
  }

  private Client proved(Issuer issuer, ClientId id, List<String> secrets, String how) {
    Optional<Client> client = clients.find(issuer.id(), id);
    boolean proved =
        switch (client
            .map(Client::authentication)
            .orElse(new Client.Authentication.Secret(List.of(NOBODYS)))) {
          case Client.Authentication.None none -> secrets.isEmpty();
          case Client.Authentication.Secret secret -> matches(secret, secrets);
        };
    if (client.isEmpty() || !proved) {
      throw ProtocolError.of(
              ErrorCode.INVALID_CLIENT, "unknown client, or its secret is wrong or missing")
          .withDetail(
              how + " as " + id.value() + (client.isEmpty() ? ": no such client" : ": not proved"))
          .exception();
    }
    return client.get();
  }

  private static boolean matches(Client.Authentication.Secret secret, List<String> secrets) {
    boolean matches = false;
    for (SecretHash hash : secret.hashes()) {
      for (String given : secrets) {
        matches |= hash.matches(given);
      }
    }
    return matches;
  }

  private static ProtocolException refused(String description) {
    return ProtocolException.of(ErrorCode.INVALID_CLIENT, description);
  }
}
