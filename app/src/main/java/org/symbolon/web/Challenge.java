package org.symbolon.web;

import io.javalin.http.Context;
import java.util.Locale;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.verify.DpopProofs;

/** How an access token is to be presented (RFC 6750 §3, RFC 9449 §7.1). */
final class Challenge {
  static final String BEARER = "Bearer";
  static final String DPOP = "DPoP algs=\"" + String.join(" ", DpopProofs.ALGORITHMS) + "\"";

  private Challenge() {}

  /** By the scheme that the request used. */
  static String of(ErrorCode code, Context context) {
    String error = "error=\"" + code.text() + "\"";
    boolean byProof =
        code == ErrorCode.INVALID_PROOF_FOR_TOKEN
            || code == ErrorCode.NONCE_FOR_TOKEN
            || Requests.authorization(context)
                .filter(text -> text.toLowerCase(Locale.ROOT).startsWith("dpop "))
                .isPresent();
    return byProof ? DPOP + ", " + error : BEARER + " " + error;
  }
}
