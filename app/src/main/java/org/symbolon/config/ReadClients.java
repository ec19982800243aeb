package org.symbolon.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.symbolon.client.Client;
import org.symbolon.client.GrantType;
import org.symbolon.issuer.Issuer;
import org.symbolon.protocol.ClientId;

/** Reads {@code clients}. */
final class ReadClients {
  private ReadClients() {}

  static List<Client> from(Section around, Issuer issuer) {
    List<Client> clients = new ArrayList<>();
    List<String> foreign =
        around.sections("foreign-issuers").stream()
            .flatMap(section -> section.value("name", Readings::name).stream())
            .toList();
    for (Section section : around.sections("clients")) {
      Client client = client(section, issuer, foreign);
      if (clients.stream().anyMatch(other -> other.id().equals(client.id()))) {
        section.mistake("id", "is another client's too: give each its own");
      }
      if (isRobot(section)) {
        CheckClient.checkRobot(section, client);
      } else {
        CheckClient.check(section, client, issuer);
      }
      clients.add(client);
    }
    return clients;
  }

  private static Client client(Section section, Issuer issuer, List<String> foreign) {
    String id = section.required("id", ReadClients::id, "as in lab-cli").orElse("");
    Client.Authentication authentication =
        isRobot(section)
            ? new Client.Authentication.None()
            : ReadClientSecrets.from(section, foreign);
    return new Client(
        issuer.id(),
        new ClientId(id),
        section.value("name", Readings::text, id),
        authentication,
        Set.copyOf(section.distinct("grants", ReadClients::grant)),
        section.distinct("redirect-uris", RedirectUri::read),
        ReadScopes.patterns(section, "scopes", issuer.profile()),
        ReadAudiences.ofClient(section, issuer.audiences()),
        section.value("introspect", Readings::flag, false),
        Set.copyOf(section.distinct("serves", ReadAudiences::own)),
        section.value("always-refresh", Readings::flag, false),
        section.value("on-refused", Readings.oneOf(Issuer.OnRefused.class)),
        section.value("algorithm", ReadAlgorithms.algorithm()),
        overrides(section),
        ReadOpenIdOptions.from(section, issuer),
        ReadPreferences.from(section, authentication),
        ReadSessions.isTrusted(section));
  }

  /** Stands for tokens of foreign issuers, and can do nothing by itself. */
  private static boolean isRobot(Section section) {
    return section.value("robot", Readings::flag, false);
  }

  private static Client.Overrides overrides(Section section) {
    Optional<Section> lifetimes = section.section("lifetimes");
    return new Client.Overrides(
        lifetime(lifetimes, "access-token", ReadLifetimes.accessToken()),
        lifetime(lifetimes, "refresh-idle", ReadLifetimes.refresh()),
        lifetime(lifetimes, "refresh-absolute", ReadLifetimes.refresh()),
        lifetime(lifetimes, "refresh-grace", ReadLifetimes.grace()));
  }

  private static Optional<Duration> lifetime(
      Optional<Section> lifetimes, String key, Reading<Duration> reading) {
    return lifetimes.flatMap(block -> block.value(key, reading));
  }

  /** RFC 6749 appendix A.1, without blanks: they do not survive people. */
  private static String id(String text) throws Mistake {
    if (!text.matches("[!-~]{1,255}")) {
      throw new Mistake("should be up to 255 plain ASCII characters without blanks");
    }
    return text;
  }

  private static GrantType grant(String text) throws Mistake {
    Optional<GrantType> protocolName = GrantType.of(text);
    return protocolName.isPresent()
        ? protocolName.get()
        : Readings.oneOf(List.of(GrantType.values()), ReadClients::word).read(text);
  }

  /** As administrators write it. */
  static String word(GrantType type) {
    return switch (type) {
      case AUTHORIZATION_CODE -> "code";
      case REFRESH_TOKEN -> "refresh";
      case CLIENT_CREDENTIALS -> "client-credentials";
      case DEVICE_CODE -> "device";
      case TOKEN_EXCHANGE -> "exchange";
      case JWT_BEARER -> "jwt-bearer";
      case PASSWORD -> "password";
    };
  }
}
