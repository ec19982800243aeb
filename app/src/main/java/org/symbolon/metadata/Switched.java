package org.symbolon.metadata;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.symbolon.client.GrantType;

/**
 * What an issuer really offers; the wiring knows.
 *
 * @param grantTypes with a handler at the token endpoint
 * @param authenticationMethods at the token endpoint: {@code client_secret_basic}, {@code none} …
 * @param scopes worth telling; patterns with paths are told without ({@code storage.read:/})
 * @param userinfo whether there is a userinfo endpoint
 * @param endpoints further ones, by the member's name, with their paths below the issuer's: {@code
 *     revocation_endpoint}, {@code introspection_endpoint}
 * @param uiLocales of the pages
 * @param openId what clients may choose
 * @param requests what authorization requests may and must be
 * @param certificates whether clients may show one, and where
 */
public record Switched(
    Set<GrantType> grantTypes,
    List<String> authenticationMethods,
    List<String> scopes,
    boolean userinfo,
    Map<String, String> endpoints,
    List<String> uiLocales,
    OpenIdOffer openId,
    RequestPromises requests,
    CertificatePromises certificates) {
  /** Of clients for which OpenID Connect is as usual. */
  public Switched(
      Set<GrantType> grantTypes,
      List<String> authenticationMethods,
      List<String> scopes,
      boolean userinfo,
      Map<String, String> endpoints,
      List<String> uiLocales) {
    this(
        grantTypes,
        authenticationMethods,
        scopes,
        userinfo,
        endpoints,
        uiLocales,
        OpenIdOffer.USUAL,
        RequestPromises.USUAL,
        CertificatePromises.NONE);
  }

  public Switched {
    grantTypes = Set.copyOf(grantTypes);
    authenticationMethods = List.copyOf(authenticationMethods);
    scopes = List.copyOf(scopes);
    endpoints = Map.copyOf(endpoints);
    uiLocales = List.copyOf(uiLocales);
  }
}
