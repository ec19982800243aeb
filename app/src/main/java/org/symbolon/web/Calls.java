package org.symbolon.web;

import io.javalin.http.Context;
import java.net.URI;
import java.util.Collections;
import java.util.List;
import org.symbolon.issuer.Issuer;
import org.symbolon.protocol.Call;
import org.symbolon.protocol.Parameters;

/** What programs send, as the flows see it. */
final class Calls {
  private final String origin;
  private final Caller caller;

  Calls(Issuer issuer, Caller caller) {
    this.origin = issuer.url().getScheme() + "://" + issuer.url().getRawAuthority();
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
    return new Call(
        context.req().getMethod(),
        // The path is the one by which the route was found, and no other.
        List.of(URI.create(origin + context.req().getRequestURI())),
        Requests.authorization(context),
        parameters,
        Collections.list(context.req().getHeaders("DPoP")),
        List.of(),
        caller.address(context));
  }
}
