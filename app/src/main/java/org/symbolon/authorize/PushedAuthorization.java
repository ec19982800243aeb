package org.symbolon.authorize;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.symbolon.client.Client;
import org.symbolon.client.ClientAuthentication;
import org.symbolon.issuer.Issuer;
import org.symbolon.protocol.Call;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.Parameters;
import org.symbolon.protocol.ProtocolException;
import org.symbolon.protocol.RandomText;
import org.symbolon.protocol.SecretHash;
import org.symbolon.verify.DpopProofs;

/** The pushed authorization request endpoint of one issuer (RFC 9126 §2). */
public final class PushedAuthorization {
  /** What proves the client, and is no part of its request. */
  private static final Set<String> OF_THE_CLIENT =
      Set.of("client_secret", "client_assertion", "client_assertion_type");

  /** In characters: it is written down, of a public client for whoever says to be it. */
  private static final int LARGEST = 16 * 1024;

  private final Issuer issuer;
  private final RequestSettings settings;
  private final ClientAuthentication authentication;
  private final DpopProofs proofs;
  private final PushedRequests pushed;
  private final ReadRequest read;
  private final RandomText random;
  private final InstantSource clock;

  public PushedAuthorization(
      Issuer issuer,
      RequestSettings settings,
      ClientAuthentication authentication,
      DpopProofs proofs,
      AuthorizationPorts ports,
      RandomText random,
      InstantSource clock) {
    this.issuer = issuer;
    this.settings = settings;
    this.authentication = authentication;
    this.proofs = proofs;
    this.pushed = ports.pushed();
    this.read = new ReadRequest(issuer, settings, ports, clock);
    this.random = random;
    this.clock = clock;
  }

  /**
   * @return members of the answer (RFC 9126 §2.2)
   * @throws ProtocolException whatever is wrong with the client, its proof or its request (§2.3)
   */
  public Map<String, Object> answer(Call call) {
    Client client = authentication.authenticate(issuer, call);
    Parameters form = call.form();
    // RFC 9126 §2.1
    if (!form.all("request_uri").isEmpty()) {
      throw ProtocolException.of(
          ErrorCode.INVALID_REQUEST, "request_uri has no place in a request that is pushed");
    }
    Instant now = clock.instant();
    Parameters parameters =
        bound(
            read.ofClient(client, ofRequest(client, form)),
            proofs.prove(call, client.preferences().profile(), now));
    checkSize(parameters);
    String secret = random.secret();
    pushed.keep(
        new PushedRequest(
            SecretHash.of(secret),
            issuer.id(),
            client.id(),
            parameters,
            now.plus(settings.pushedLifetime())));
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("request_uri", OpenRequest.PUSHED + secret);
    answer.put("expires_in", settings.pushedLifetime().toSeconds());
    return answer;
  }

  private static void checkSize(Parameters parameters) {
    int size = 0;
    for (Map.Entry<String, List<String>> parameter : parameters.values().entrySet()) {
      size += parameter.getKey().length();
      size += parameter.getValue().stream().mapToInt(String::length).sum();
    }
    if (size > LARGEST) {
      // RFC 9126 §2.3
      throw ProtocolException.of(
          ErrorCode.INVALID_REQUEST,
          "a pushed request may have at most " + LARGEST + " characters in all its parameters");
    }
  }

  /** RFC 9449 §10.1: a proof beside the request binds its code as {@code dpop_jkt} does. */
  private static Parameters bound(Parameters parameters, Optional<String> key) {
    if (key.isEmpty()) {
      return parameters;
    }
    if (parameters.one("dpop_jkt").filter(named -> !key.get().equals(named)).isPresent()) {
      throw ProtocolException.of(
          ErrorCode.INVALID_DPOP_PROOF, "the DPoP proof is by another key than dpop_jkt names");
    }
    Map<String, List<String>> values = new HashMap<>(parameters.values());
    values.put("dpop_jkt", List.of(key.get()));
    return new Parameters(values);
  }

  private static Parameters ofRequest(Client client, Parameters form) {
    Map<String, List<String>> values = new HashMap<>(form.values());
    values.keySet().removeAll(OF_THE_CLIENT);
    // It may have named itself by its authentication alone.
    values.put("client_id", List.of(client.id().value()));
    return new Parameters(values);
  }
}
