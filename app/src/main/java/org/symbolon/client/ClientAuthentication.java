package org.symbolon.client;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.symbolon.client.Client.Authentication;
import org.symbolon.client.Client.Authentication.Sent;
import org.symbolon.issuer.Issuer;
import org.symbolon.protocol.Call;
import org.symbolon.protocol.ClientId;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.Parameters;
import org.symbolon.protocol.ProtocolError;
import org.symbolon.protocol.ProtocolException;
import org.symbolon.protocol.SecretHash;

/**
 * Finds out which client makes a request, and makes it prove so (RFC 6749 §2.3): by Basic, by the
 * form, by a signed assertion (its own, or one of a platform that vouches for it), or not at all
 * for a public client. Each has one method: by another it proves nothing. An unknown client and a
 * wrong secret get the same answer.
 */
public final class ClientAuthentication {
  private static final SecretHash NOBODYS = SecretHash.of("compared with where no client is");

  private final Clients clients;
  private final Assertions assertions;
  private final ShownCertificates certificates;
  private final ClientRates rates;
  private final InstantSource clock;

  /** Without limits, and where no secret expires. */
  public ClientAuthentication(Clients clients, Assertions assertions) {
    this(
        clients,
        assertions,
        ShownCertificates.NONE,
        ClientRates.UNLIMITED,
        InstantSource.fixed(Instant.MIN));
  }

  public ClientAuthentication(
      Clients clients,
      Assertions assertions,
      ShownCertificates certificates,
      ClientRates rates,
      InstantSource clock) {
    this.clients = clients;
    this.assertions = assertions;
    this.certificates = certificates;
    this.rates = rates;
    this.clock = clock;
  }

  /**
   * @throws ProtocolException {@code invalid_client}, {@code invalid_request}, or {@code
   *     temporarily_unavailable} while its keys can not be had, {@code too_many_requests}
   */
  public Client authenticate(Issuer issuer, Call call) {
    Client client;
    try {
      client = proved(issuer, call);
    } catch (ProtocolException refused) {
      if (refused.error().code() == ErrorCode.INVALID_CLIENT) {
        rates.failed(issuer, call.address());
      }
      throw refused;
    }
    rates.proved(issuer, client, call.address());
    return client;
  }

  private Client proved(Issuer issuer, Call call) {
    Optional<String> authorization = call.authorization();
    Parameters form = call.form();
    Optional<String> bodyId = form.one("client_id");
    Optional<String> bodySecret = form.one("client_secret");
    if (AssertedClient.isGiven(form)) {
      if (authorization.isPresent() || bodySecret.isPresent()) {
        throw twice();
      }
      return byAssertion(issuer, form);
    }
    if (authorization.isEmpty()) {
      ClientId id =
          new ClientId(
              bodyId.orElseThrow(
                  () -> refused("no client: give client_id, or authenticate by HTTP Basic")));
      return proved(issuer, id, bodySecret.map(List::of).orElse(List.of()), Sent.POST, call);
    }
    // RFC 6749 §2.3: not more than one method in a request.
    if (bodySecret.isPresent()) {
      throw twice();
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
    return byBasic(issuer, named, call);
  }

  private Client byBasic(Issuer issuer, List<BasicCredentials> readings, Call call) {
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
    return proved(issuer, id, secrets, Sent.BASIC, call);
  }

  private Client proved(Issuer issuer, ClientId id, List<String> secrets, Sent sent, Call call) {
    Optional<Client> client = clients.find(issuer.id(), id);
    boolean proved =
        switch (client
            .map(Client::authentication)
            .orElse(new Authentication.Secret(List.of(NOBODYS)))) {
          case Authentication.None none -> secrets.isEmpty();
          case Authentication.Secret secret ->
              matches(secret, secrets) && (secret.by() == sent || secret.by() == Sent.EITHER);
          // No downgrade: what signs does not show its secret.
          case Authentication.SecretJwt signs -> false;
          case Authentication.PrivateKeyJwt signs -> false;
          case Authentication.Workload workload -> false;
          case Authentication.Tls tls -> secrets.isEmpty() && shows(client, call);
          case Authentication.SelfSignedTls tls -> secrets.isEmpty() && shows(client, call);
        };
    if (client.isEmpty() || !proved) {
      throw notProved(
          (secrets.isEmpty() ? "no secret" : sent.name().toLowerCase(Locale.ROOT))
              + " as "
              + id.value()
              + (client.isEmpty() ? ": no such client" : ": not proved"));
    }
    return inForce(client.get());
  }

  /** Only whoever has the secret learns that it has expired. */
  private Client inForce(Client client) {
    if (!clock.instant().isBefore(client.authentication().expires())) {
      throw ProtocolError.of(
              ErrorCode.INVALID_CLIENT, "the client's secret has expired: it needs a new one")
          .withDetail("expired secret of " + client.id().value())
          .exception();
    }
    return client;
  }

  /** RFC 8705 §2: beside a secret or an assertion a certificate proves nobody. */
  private boolean shows(Optional<Client> client, Call call) {
    return client.stream()
        .anyMatch(
            one ->
                switch (certificates.check(one, call.certificates())) {
                  case Assertions.Checked.Proved proved -> true;
                  case Assertions.Checked.Refused(String why) ->
                      throw notProved("certificate as " + one.id().value() + ": " + why);
                  case Assertions.Checked.Unavailable(String why) -> throw unavailable(why);
                });
  }

  private static ProtocolException unavailable(String why) {
    return ProtocolError.unavailable(
            "the client's keys can not be fetched at the moment: try again", why)
        .exception();
  }

  private Client byAssertion(Issuer issuer, Parameters form) {
    AssertedClient asserted =
        AssertedClient.read(form)
            .orElseThrow(
                () ->
                    refused(
                        "client_assertion is no signed JWT of this client, or client_assertion_type"
                            + " is not the one of RFC 7523"));
    Client client =
        clients
            .find(issuer.id(), asserted.claimed())
            .filter(found -> showsAssertions(found, asserted))
            .orElseThrow(
                () -> notProved("assertion as " + asserted.claimed().value() + ": none shows one"));
    return switch (assertions.check(issuer, client, asserted.assertion())) {
      case Assertions.Checked.Proved proved -> inForce(client);
      case Assertions.Checked.Refused(String why) ->
          throw notProved("assertion as " + client.id().value() + ": " + why);
      case Assertions.Checked.Unavailable(String why) -> throw unavailable(why);
    };
  }

  private static boolean showsAssertions(Client client, AssertedClient asserted) {
    return switch (client.authentication()) {
      case Authentication.SecretJwt signs -> true;
      case Authentication.PrivateKeyJwt signs -> true;
      // A foreign issuer's subjects are none of our names, though one may look like it.
      case Authentication.Workload workload -> asserted.isNamed();
      case Authentication.None none -> false;
      case Authentication.Secret secret -> false;
      case Authentication.Tls tls -> false;
      case Authentication.SelfSignedTls tls -> false;
    };
  }

  private static ProtocolException notProved(String detail) {
    return ProtocolError.of(
            ErrorCode.INVALID_CLIENT,
            "unknown client, or its secret, assertion or certificate is wrong or missing")
        .withDetail(detail)
        .exception();
  }

  private static ProtocolException twice() {
    return ProtocolException.of(
        ErrorCode.INVALID_REQUEST,
        "the client authenticates twice: by the Authorization header, client_secret and"
            + " client_assertion, give one");
  }

  private static boolean matches(Authentication.Secret secret, List<String> secrets) {
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
