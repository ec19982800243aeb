package org.symbolon.login;

import java.util.Set;
import org.symbolon.client.ResponseType;
import org.symbolon.grant.AskedClaims;

/**
 * What an authorization request says beyond OAuth's code flow.
 *
 * @param responseType what it wants
 * @param asked claims that it names one by one, as far as they are told here at all
 * @param subjects one of which the person must be, by the client's own subjects for people (OpenID
 *     Connect Core §5.5.1); empty where anybody may be
 * @param acr one of which must be how the person signed in, where the request says that it is
 *     essential (§5.5.1.1) or the issuer promises it (RFC 9470 §4); empty where nothing is
 */
public record OpenIdRequest(
    ResponseType responseType, AskedClaims asked, Set<String> subjects, Set<String> acr) {
  public static final OpenIdRequest CODE =
      new OpenIdRequest(ResponseType.CODE, AskedClaims.NONE, Set.of(), Set.of());

  public OpenIdRequest {
    subjects = Set.copyOf(subjects);
    acr = Set.copyOf(acr);
  }
}
