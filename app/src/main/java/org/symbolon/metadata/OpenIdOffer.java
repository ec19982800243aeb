package org.symbolon.metadata;

/**
 * What OpenID Connect leaves to clients, as far as some client of an issuer can really use it.
 *
 * @param pairwise whether some client knows people by pairwise subjects
 */
public record OpenIdOffer(boolean pairwise) {
  public static final OpenIdOffer USUAL = new OpenIdOffer(false);
}
