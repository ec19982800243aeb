package org.symbolon;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.symbolon.authorize.RequestSettings;
import org.symbolon.client.Client;
import org.symbolon.client.GrantType;
import org.symbolon.client.ResponseType;
import org.symbolon.client.SubjectType;
import org.symbolon.config.IssuerConfig;
import org.symbolon.metadata.CertificatePromises;
import org.symbolon.metadata.OpenIdOffer;
import org.symbolon.metadata.RequestPromises;
import org.symbolon.metadata.Switched;
import org.symbolon.register.ClientRegistration;
import org.symbolon.scope.Rule;
import org.symbolon.verify.RequestObjectTokens;

/** What the discovery document of an issuer may promise. */
final class SwitchedOn {
  private SwitchedOn() {}

  /** What some client of this issuer can really use. */
  static Switched by(IssuerConfig config) {
    Set<GrantType> grantTypes = EnumSet.noneOf(GrantType.class);
    Set<String> authentication = new LinkedHashSet<>();
    for (Client client : config.clients()) {
      grantTypes.addAll(client.grantTypes());
      authentication.addAll(client.authentication().methods());
    }
    Map<String, String> endpoints = new HashMap<>();
    endpoints.put("introspection_endpoint", config.issuer().paths().introspection());
    endpoints.put("revocation_endpoint", config.issuer().paths().revocation());
    if (config.registration().isOn()) {
      grantTypes.addAll(ClientRegistration.GRANT_TYPES);
      config.registration().methods().stream()
          .sorted()
          .forEach(method -> authentication.add(method.text()));
      endpoints.put("registration_endpoint", config.issuer().paths().registration());
    }
    Set<String> scopes = new LinkedHashSet<>();
    for (Rule rule : config.scopes()) {
      scopes.addAll(rule.pattern().examples());
    }
    return new Switched(
        grantTypes,
        List.copyOf(authentication),
        List.copyOf(scopes),
        true,
        endpoints,
        List.of("en"),
        openId(config),
        requests(config.requests()),
        new CertificatePromises(config.certificates().seen(), config.certificates().url()));
  }

  private static OpenIdOffer openId(IssuerConfig config) {
    List<Client> clients = config.clients();
    Set<ResponseType> types = EnumSet.of(ResponseType.CODE);
    clients.forEach(client -> types.addAll(client.openId().responseTypes()));
    return new OpenIdOffer(
        config.registration().isOn()
            || clients.stream()
                .anyMatch(client -> client.openId().subjects() instanceof SubjectType.Pairwise),
        types);
  }

  /** Those that are unsigned are only for clients that say so, and no promise. */
  private static RequestPromises requests(RequestSettings settings) {
    return new RequestPromises(
        settings.pushed(),
        List.copyOf(new TreeSet<>(RequestObjectTokens.ALGORITHMS)),
        settings.acrValues());
  }
}
