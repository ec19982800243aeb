package org.symbolon.config;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.symbolon.client.Client;
import org.symbolon.client.GrantType;
import org.symbolon.client.ResponseType;
import org.symbolon.issuer.Issuer;

/** What of a client's settings must fit together. */
final class CheckClient {
  private final Section section;
  private final Client client;
  private final Issuer issuer;

  private CheckClient(Section section, Client client, Issuer issuer) {
    this.section = section;
    this.client = client;
    this.issuer = issuer;
  }

  static void check(Section section, Client client, Issuer issuer) {
    CheckClient check = new CheckClient(section, client, issuer);
    check.grants();
    check.serves();
    check.clientCredentials();
    check.refresh();
    check.absolute();
    check.grace();
    check.algorithm();
    check.introspection();
    check.consent();
    ReadRequests.check(section, client);
  }

  /** What foreign tokens are mapped to has scopes, and nothing by which it could act itself. */
  static void checkRobot(Section section, Client client) {
    for (String key :
        List.of("grants", "redirect-uris", "serves", "introspect", "always-refresh", "lifetimes")) {
      if (section.has(key)) {
        section.mistake(key, "has no effect with robot: true, which can do nothing by itself");
      }
    }
    if (client.scopes().isEmpty()) {
      section.mistake("scopes", "is missing: a robot has only what is listed here");
    }
  }

  private void grants() {
    Set<GrantType> grants = client.grantTypes();
    Set<ResponseType> types = client.openId().responseTypes();
    boolean front = types.stream().anyMatch(type -> !type.hasCode());
    // A resource server asks for no tokens: it introspects those it is shown.
    boolean asksOnly = !client.serves().isEmpty() || client.introspects();
    if (!section.has("grants") && !front && !asksOnly) {
      section.mistake(
          "grants",
          "is missing: some of code, device, refresh, client-credentials, exchange; only a client"
              + " that serves an audience, or introspects, can do without");
      return;
    }
    boolean code = grants.contains(GrantType.AUTHORIZATION_CODE) || front;
    if (section.has("response-types")
        && !grants.contains(GrantType.AUTHORIZATION_CODE)
        && types.stream().anyMatch(type -> type.hasCode() && type.isFrontChannel())) {
      section.mistake("response-types", "has one with code, but there is no code among the grants");
    }
    if (code && !section.has("redirect-uris")) {
      section.mistake("redirect-uris", "is missing: a client with the grant code needs one");
    }
    if (!code && section.has("redirect-uris")) {
      section.mistake("redirect-uris", "has no effect without code among the grants");
    }
  }

  /** Whom a token is meant for is proved by a secret. */
  private void serves() {
    if (!client.serves().isEmpty() && section.value("public", Readings::flag, false)) {
      section.mistake(
          "serves", "is of a public client, which anybody could say to be: give it a secret");
    }
  }

  private void clientCredentials() {
    if (!client.grantTypes().contains(GrantType.CLIENT_CREDENTIALS)) {
      return;
    }
    // RFC 6749 §4.4
    if (section.value("public", Readings::flag, false)) {
      section.mistake(
          "grants", "has client-credentials, which a public client can not have: give it a secret");
    }
    if (client.scopes().isEmpty()) {
      section.mistake(
          "scopes", "is missing: a client with client-credentials has only what is listed here");
    }
  }

  private void refresh() {
    Set<GrantType> grants = client.grantTypes();
    boolean refresh = grants.contains(GrantType.REFRESH_TOKEN);
    boolean person =
        grants.contains(GrantType.AUTHORIZATION_CODE)
            || grants.contains(GrantType.DEVICE_CODE)
            || grants.contains(GrantType.PASSWORD);
    if (refresh && !person && !grants.contains(GrantType.TOKEN_EXCHANGE)) {
      section.mistake(
          "grants", "has refresh, but none of code, device and exchange, which begin it");
    }
    if (client.alwaysRefresh() && !refresh) {
      section.mistake("always-refresh", "has no effect without refresh among the grants");
    }
    Duration idle = client.overrides().refreshIdle().orElse(issuer.lifetimes().refreshIdle());
    Duration absolute =
        client.overrides().refreshAbsolute().orElse(issuer.lifetimes().refreshAbsolute());
    if (section.has("lifetimes") && idle.compareTo(absolute) > 0) {
      section.mistake(
          "lifetimes",
          "makes refresh-idle longer than refresh-absolute, which would never let it end: change"
              + " one");
    }
  }

  /** Everything a person granted ends with their login, which lives as long as the issuer says. */
  private void absolute() {
    client
        .overrides()
        .refreshAbsolute()
        .filter(own -> own.compareTo(issuer.lifetimes().refreshAbsolute()) > 0)
        .ifPresent(
            own ->
                section.mistake(
                    "lifetimes",
                    "makes refresh-absolute longer than the issuer's, with which every login ends:"
                        + " raise the issuer's or shorten this one"));
  }

  private void grace() {
    Duration grace = client.overrides().refreshGrace().orElse(issuer.lifetimes().refreshGrace());
    boolean tooLong = grace.compareTo(ReadLifetimes.LONGEST_PUBLIC_GRACE) > 0;
    if (tooLong
        && section.value("public", Readings::flag, false)
        && client.grantTypes().contains(GrantType.REFRESH_TOKEN)) {
      section.mistake(
          "lifetimes",
          "leaves a public client a refresh-grace above 5m, which only clients with a secret may"
              + " have: set a shorter one for this client");
    }
  }

  private void algorithm() {
    client
        .algorithm()
        .filter(name -> !issuer.algorithms().contains(name))
        .ifPresent(
            name ->
                section.mistake(
                    "algorithm",
                    "is none of the issuer's algorithms"
                        + Suggestion.among(name, issuer.algorithms())));
  }

  /** RFC 7662 §2.1: nobody may try tokens who does not prove who they are. */
  private void introspection() {
    if (client.introspects() && section.value("public", Readings::flag, false)) {
      section.mistake("introspect", "is not for a public client: give it a secret");
    }
  }

  /** RFC 8252 §8.6: whoever listens on a person's own machine can say to be such a client. */
  private void consent() {
    if (client.trusted()
        && client.isPublic()
        && !client.redirectUris().stream().allMatch(uri -> uri.startsWith("https://"))) {
      section.mistake(
          "consent",
          "is never, for a public client that is not on the web: any program on a person's machine"
              + " could say to be it, so people must be asked");
    }
  }
}
