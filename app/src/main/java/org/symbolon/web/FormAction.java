package org.symbolon.web;

import java.net.URI;
import org.symbolon.login.Continuation;

/**
 * The content security policy's {@code form-action}. Browsers apply it to where the answer to a
 * form redirects too, so a page whose form may end at a client names that client's origin.
 */
final class FormAction {
  static final String SELF = "'self'";

  private FormAction() {}

  static String of(Continuation continuation) {
    return switch (continuation) {
      case Continuation.Authorize authorize -> SELF + " " + source(authorize.redirectUri());
      case Continuation.Device device -> SELF;
      case Continuation.Account account -> SELF;
      case Continuation.SignOut signOut -> SELF;
    };
  }

  /** What the policy lets a form end at. */
  static String source(String redirectUri) {
    URI uri = URI.create(redirectUri);
    String scheme = uri.getScheme();
    boolean web = scheme.equals("https") || scheme.equals("http");
    // The policy's grammar has no IPv6 addresses, and a native client's scheme has no host.
    return web && uri.getHost() != null && !uri.getHost().startsWith("[")
        ? origin(redirectUri)
        : scheme + ":";
  }

  /** Scheme, host and port, as a person is shown them. */
  static String origin(String redirectUri) {
    URI uri = URI.create(redirectUri);
    return uri.getRawAuthority() == null
        ? uri.getScheme() + ":"
        : uri.getScheme() + "://" + uri.getRawAuthority();
  }
}
