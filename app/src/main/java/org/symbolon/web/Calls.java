package org.symbolon.web;

import io.javalin.http.Context;
import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.symbolon.issuer.Issuer;
import org.symbolon.protocol.Call;
import org.symbolon.protocol.Parameters;

/** What programs send, as the flows see it. */
final class Calls {
  private static final String PROOF = "DPoP";

  private final List<String> origins;
  private final Supplier<Optional<String>> nonce;
  private final Caller caller;

  Calls(IssuerSite site, Caller caller) {
    Issuer issuer = site.issuer();
    this.nonce = site.dpopNonce();
    this.origins =
        Stream.concat(
                Stream.of(issuer.url().getScheme() + "://" + issuer.url().getRawAuthority()),
                site.certified().map(URI::toString).stream())
            .toList();
    this.caller = caller;
  }

  /** By the form in the body. */
  Call posted(Context context) {
    return call(context, Requests.form(context));
  }

  /** By the query. */
  Call asked(Context context) {
    return call(context, Requests.query(context));
  }

  private Call call(Context context, Parameters parameters) {
    List<String> proofs = Collections.list(context.req().getHeaders(PROOF));
    if (!proofs.isEmpty()) {
      // RFC 9449 §8.2: whatever becomes of the request, the next proof's nonce goes with the
      // answer.
      nonce.get().ifPresent(next -> context.header("DPoP-Nonce", next));
    }
    return new Call(
        context.req().getMethod(),
        // The path is the one by which the route was found, and no other.
        origins.stream().map(origin -> URI.create(origin + context.req().getRequestURI())).toList(),
        Requests.authorization(context),
        parameters,
        proofs,
        caller.certificates(context),
        caller.address(context));
  }
}
