package org.symbolon.bench.load;

/** The gateway's addresses, as they are by default. */
final class Paths {
  static final String TOKEN = "/oauth2/token";
  static final String DEVICE = "/oauth2/device_authorization";
  static final String KEYS = "/oauth2/certs";
  static final String INTROSPECTION = "/oauth2/introspect";
  static final String REVOCATION = "/oauth2/revoke";
  static final String DISCOVERY = "/.well-known/openid-configuration";
  static final String READY = "/readyz";

  private Paths() {}
}
