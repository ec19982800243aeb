package org.symbolon.upstream;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.symbolon.fetch.Limits;
import org.symbolon.protocol.SecretText;
import org.symbolon.upstream.UpstreamSettings.TokenEndpointAuthentication;

/** Settings that differ from others in a few places. */
final class Settings {
  private final UpstreamSettings from;
  private Optional<SecretText> secret;
  private TokenEndpointAuthentication authentication;
  private List<String> scopes;
  private boolean offline;
  private Map<String, String> parameters;
  private List<String> algorithms;
  private boolean userinfo;
  private Limits limits;
  private int concurrency;

  private Settings(UpstreamSettings from) {
    this.from = from;
    secret = from.secret();
    authentication = from.authentication();
    scopes = from.scopes();
    offline = from.offline();
    parameters = from.authorizationParameters();
    algorithms = from.algorithms();
    userinfo = from.userinfo();
    limits = from.limits();
    concurrency = from.concurrency();
  }

  static Settings of(UpstreamSettings from) {
    return new Settings(from);
  }

  Settings secret(Optional<SecretText> value) {
    secret = value;
    return this;
  }

  Settings authentication(TokenEndpointAuthentication value) {
    authentication = value;
    return this;
  }

  Settings scopes(List<String> value) {
    scopes = value;
    return this;
  }

  Settings offline(boolean value) {
    offline = value;
    return this;
  }

  Settings parameters(Map<String, String> value) {
    parameters = value;
    return this;
  }

  Settings algorithms(List<String> value) {
    algorithms = value;
    return this;
  }

  Settings userinfo(boolean value) {
    userinfo = value;
    return this;
  }

  Settings limits(Limits value) {
    limits = value;
    return this;
  }

  Settings concurrency(int value) {
    concurrency = value;
    return this;
  }

  UpstreamSettings build() {
    return new UpstreamSettings(
        from.method(),
        from.label(),
        from.issuer(),
        from.clientId(),
        secret,
        authentication,
        scopes,
        offline,
        from.username(),
        parameters,
        algorithms,
        userinfo,
        limits,
        concurrency);
  }
}
