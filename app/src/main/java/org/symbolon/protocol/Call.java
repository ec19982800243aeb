package org.symbolon.protocol;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * One request of a program, as it came: nothing of it is believed yet.
 *
 * @param method of HTTP
 * @param addresses under which the world knows the endpoint, without a query: built from the
 *     configuration, never from what a request says about its host
 * @param authorization the header's value
 * @param form the parameters: the body's, or the query's where the endpoint is asked by GET
 * @param proofs the values of the DPoP headers (RFC 9449 §4.1)
 * @param certificates the client's own first, which it proved by TLS to have the key of; empty
 *     where it has shown none
 * @param address the client's, as far as trusted proxies say
 */
public record Call(
    String method,
    List<URI> addresses,
    Optional<String> authorization,
    Parameters form,
    List<String> proofs,
    List<X509Certificate> certificates,
    String address) {
  public Call {
    addresses = List.copyOf(addresses);
    proofs = List.copyOf(proofs);
    certificates = List.copyOf(certificates);
  }

  /** A post without a proof or a certificate. */
  public Call(Optional<String> authorization, Parameters form, String address) {
    this("POST", List.of(), authorization, form, List.of(), List.of(), address);
  }

  /** The same with other parameters. */
  public Call with(Parameters other) {
    return new Call(method, addresses, authorization, other, proofs, certificates, address);
  }

  /** Holds secrets. */
  @Override
  public String toString() {
    return "Call[" + method + " " + addresses + " from " + address + "]";
  }
}
