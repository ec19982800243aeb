package org.symbolon.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.symbolon.protocol.IssuerId;

/** Reads the file as a whole. */
final class ReadConfiguration {
  /** What belongs to an issuer; beside {@code issuer}, or inside each of {@code issuers}. */
  private static final List<String> OF_AN_ISSUER =
      List.of("login", "accounts", "clients", "scopes", "exchanges", "narrow-own-tokens", "people");

  private ReadConfiguration() {}

  /** Where mistakes were reported the values are not to be used. */
  static Configuration from(Section root) {
    // Its translation has been put beneath the file before.
    root.value("environment", Readings.oneOf(List.of(Preset.WIPAC), name -> name));
    List<ResolverConfig> resolvers = ReadResolvers.from(root);
    List<String> names = resolvers.stream().map(ResolverConfig::name).toList();
    Listen listen = ReadListen.from(root);
    List<IssuerConfig> issuers = issuers(root, names, listen.clients());
    CheckWalks.check(root.sections("resolvers"), resolvers, issuers);
    return new Configuration(
        listen,
        ReadListen.metrics(root),
        root.distinct("trusted-proxies", Readings::network),
        ReadDatabase.from(root),
        root.required(
                "master-key-file",
                Readings.path(root.context().directory()),
                "name the file with the master key; symbolon master-key new FILE makes one")
            .orElse(Path.of("")),
        ReadLogging.from(root),
        resolvers,
        issuers,
        ReadOperators.from(root),
        root.value(
            "reload", Readings.oneOf(Configuration.Reload.class), Configuration.Reload.ON_SIGNAL),
        ReadRateLimits.from(root),
        root.asWritten());
  }

  private static List<IssuerConfig> issuers(
      Section root, List<String> resolvers, Listen.ClientCertificates certificates) {
    boolean several = root.has("issuers");
    if (several && root.has("issuer")) {
      root.mistake("issuer", "stands beside issuers: keep one of the two");
    }
    if (!several) {
      if (!root.has("issuer")) {
        root.mistake("issuer", "is missing: it says what this gateway is, with its url");
      }
      return root.section("issuer").stream()
          .map(
              issuer -> {
                OF_AN_ISSUER.forEach(
                    key ->
                        issuer.misplaced(
                            key, "stands beside issuer, not in it: move it to the left margin"));
                return ReadIssuer.from(issuer, root, new IssuerId("main"), resolvers, certificates);
              })
          .toList();
    }
    OF_AN_ISSUER.forEach(
        key -> root.misplaced(key, "belongs to one issuer: move it into that entry of issuers"));
    List<IssuerConfig> issuers = new ArrayList<>();
    List<Section> sections = root.sections("issuers");
    for (Section section : sections) {
      IssuerId id =
          new IssuerId(
              section
                  .required("id", Readings::name, "a short name that never changes, as in lab")
                  .orElse(""));
      issuers.add(ReadIssuer.from(section, section, id, resolvers, certificates));
    }
    if (root.isEmptyList("issuers")) {
      root.mistake("issuers", "should have at least one entry");
    }
    CheckIssuers.check(sections, issuers);
    return issuers;
  }
}
