package org.symbolon.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.symbolon.client.Client;
import org.symbolon.issuer.GroupSettings;
import org.symbolon.protocol.ClientId;
import org.symbolon.scope.GroupPaths;

/** Reads {@code groups} of an issuer: how its tokens tell of groups. */
final class ReadGroups {
  private ReadGroups() {}

  static GroupSettings from(Section issuer) {
    Optional<Section> block = issuer.section("groups");
    if (block.isEmpty()) {
      return GroupSettings.DEFAULT;
    }
    Section groups = block.get();
    Map<ClientId, List<String>> atClients = new HashMap<>();
    for (Section client : groups.sections("at-clients")) {
      List<String> defaults = client.distinct("default", Readings::text);
      client
          .required("client", Readings::text, "its id")
          .ifPresent(id -> atClients.put(new ClientId(id), defaults));
    }
    return new GroupSettings(
        groups.value("prefix", ReadGroups::path, ""),
        groups.has("default")
            ? Optional.of(groups.distinct("default", Readings::text))
            : Optional.empty(),
        atClients,
        entitlements(groups));
  }

  /** Whether all that are named are clients: known only once the issuer has been read. */
  static void checkClients(Section issuer, List<Client> clients) {
    issuer
        .section("groups")
        .ifPresent(
            groups ->
                groups
                    .sections("at-clients")
                    .forEach(one -> one.value("client", ReadWho.known(clients))));
  }

  static String path(String text) throws Mistake {
    if (!GroupPaths.isPath(text)) {
      throw new Mistake(
          "should be a group's name as WLCG has them, as in /lab or /lab/pro: letters, digits, _ . -");
    }
    return text;
  }

  private static Optional<GroupSettings.Entitlements> entitlements(Section groups) {
    Optional<String> namespace = groups.value("entitlement-namespace", ReadGroups::urn);
    Optional<String> authority = groups.value("entitlement-authority", ReadGroups::authority);
    if (groups.has("entitlement-namespace") != groups.has("entitlement-authority")) {
      groups.mistake("entitlement-namespace", "and entitlement-authority go together (AARC-G069)");
    }
    return namespace.flatMap(urn -> authority.map(who -> new GroupSettings.Entitlements(urn, who)));
  }

  /** RFC 8141 §2, without what an entitlement gives a meaning. */
  private static String urn(String text) throws Mistake {
    if (!text.matches("urn:[A-Za-z0-9][A-Za-z0-9-]{1,31}:[A-Za-z0-9._-]+(:[A-Za-z0-9._-]+)*")) {
      throw new Mistake("should be a URN namespace of yours, as in urn:geant:lab.example");
    }
    return text;
  }

  private static String authority(String text) throws Mistake {
    if (!text.matches("[A-Za-z0-9._:-]+")) {
      throw new Mistake("should be who says so, as in tokens.lab.example");
    }
    return text;
  }
}
