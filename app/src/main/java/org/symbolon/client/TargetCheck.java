package org.symbolon.client;

import java.util.List;
import org.symbolon.issuer.AudienceRules;
import org.symbolon.issuer.Issuer;

/** The audiences a client gets: by its own rules where it has some, else by its issuer's. */
public final class TargetCheck {
  private TargetCheck() {}

  /**
   * The one check of {@code audience} and {@code resource} for all endpoints that take them.
   *
   * @param audience values as given, repeated or separated by blanks
   * @param resource values as given (RFC 8707 §2)
   */
  public static AudienceRules.Result resolve(
      Issuer issuer, Client client, List<String> audience, List<String> resource) {
    return AudienceRules.resolve(client.audiences().orElse(issuer.audiences()), audience, resource);
  }
}
