package org.symbolon.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.symbolon.client.Client;
import org.symbolon.issuer.Profile;
import org.symbolon.protocol.ClientId;
import org.symbolon.scope.CapabilitySet;
import org.symbolon.scope.DefaultScopes;

/** Reads {@code capability-sets}: scopes that are asked for by the name of a group. */
final class ReadCapabilitySets {
  private ReadCapabilitySets() {}

  static List<CapabilitySet> from(Section around, Profile profile, List<Client> clients) {
    List<CapabilitySet> sets = new ArrayList<>();
    for (Section section : around.sections("capability-sets")) {
      set(section, profile, clients)
          .ifPresent(
              set -> {
                if (sets.stream().anyMatch(other -> other.path().equals(set.path()))) {
                  section.mistake("group", "has a set already: give all its scopes there");
                } else {
                  sets.add(set);
                }
              });
    }
    if (profile == Profile.SCITOKENS && !sets.isEmpty()) {
      around.mistake("capability-sets", "are the WLCG profile's; this issuer has scitokens");
    }
    return sets;
  }

  private static Optional<CapabilitySet> set(
      Section section, Profile profile, List<Client> clients) {
    Optional<String> group =
        section.required(
            "group", ReadGroups::path, "as in /dune/pro: wlcg.capabilityset:/dune/pro");
    List<String> scopes = ReadScopes.templates(section, "scopes", profile);
    List<String> members = section.distinct("members-of", Readings::text);
    List<ClientId> ids = section.distinct("clients", ReadWho.known(clients));
    if (scopes.isEmpty()) {
      section.mistake("scopes", "is missing: what a token says instead of the name");
      return Optional.empty();
    }
    return switch (DefaultScopes.parse(scopes, profile)) {
      case DefaultScopes.Malformed malformed -> {
        malformed
            .problems()
            .forEach(problem -> section.mistake("scopes", "can not be: " + problem));
        yield Optional.empty();
      }
      case DefaultScopes.Parsed parsed ->
          group.map(
              path ->
                  new CapabilitySet(path, parsed.scopes(), Set.copyOf(members), Set.copyOf(ids)));
    };
  }
}
