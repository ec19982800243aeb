package org.symbolon.authorize;

import java.util.List;
import org.symbolon.client.Client;
import org.symbolon.client.TargetCheck;
import org.symbolon.issuer.AudienceRules;
import org.symbolon.issuer.Issuer;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.Parameters;
import org.symbolon.protocol.ProtocolException;

/** {@code audience} and {@code resource} (RFC 8707 §2.1), as this client may have them. */
final class CheckAudiences {
  private CheckAudiences() {}

  static List<String> check(Issuer issuer, Client client, Parameters parameters) {
    return switch (TargetCheck.resolve(
        issuer, client, parameters.all("audience"), parameters.all("resource"))) {
      case AudienceRules.Targets targets -> targets.audiences();
      case AudienceRules.Invalid invalid ->
          throw ProtocolException.of(ErrorCode.INVALID_TARGET, invalid.why());
    };
  }
}
