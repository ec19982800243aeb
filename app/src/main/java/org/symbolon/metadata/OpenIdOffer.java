package org.symbolon.metadata;

import java.util.Set;
import org.symbolon.client.ResponseType;

/**
 * What OpenID Connect leaves to clients, as far as some client of an issuer can really use it.
 *
 * @param pairwise whether some client knows people by pairwise subjects
 * @param responseTypes that some client may ask for
 */
public record OpenIdOffer(boolean pairwise, Set<ResponseType> responseTypes) {
  public static final OpenIdOffer USUAL = new OpenIdOffer(false, Set.of(ResponseType.CODE));

  public OpenIdOffer {
    responseTypes = Set.copyOf(responseTypes);
  }
}
