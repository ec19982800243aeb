package org.symbolon;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.symbolon.Foundations.Touch;
import org.symbolon.cli.Wiring;
import org.symbolon.cli.Wiring.Purpose;
import org.symbolon.config.Configuration;
import org.symbolon.config.IssuerConfig;
import org.symbolon.config.LoginMethodConfig;
import org.symbolon.config.Problem;
import org.symbolon.keys.SigningKeys;
import org.symbolon.ops.Metrics;
import org.symbolon.resolve.IssuerRights;
import org.symbolon.store.Store;
import org.symbolon.upstream.OidcUpstream;

/**
 * Tries everything that a start needs, without serving and without making anything: what one part's
 * failure does not keep from being tried is tried all the same.
 */
final class WholeCheck {
  private final Configuration configuration;
  private final SecureRandom random;
  private final InstantSource clock;
  private final List<Problem> problems = new ArrayList<>();
  private final List<String> pending = new ArrayList<>();

  WholeCheck(Configuration configuration, SecureRandom random, InstantSource clock) {
    this.configuration = configuration;
    this.random = random;
    this.clock = clock;
  }

  Wiring.Checked run() {
    try (Metrics metrics = new Metrics();
        Foundations foundations =
            new Foundations(
                configuration, Purpose.PRODUCTION, Touch.LOOK, metrics, random, clock)) {
      problems.addAll(foundations.problems());
      pending.addAll(foundations.pending());
      foundations
          .store()
          .ifPresentOrElse(store -> signingKeys(store, foundations), this::allSigningKeys);
      foundations
          .resolvers()
          .health()
          .forEach(
              (name, health) ->
                  ResolverTrouble.of(health).ifPresent(why -> problem("resolvers " + name, why)));
      problems.addAll(PasswordResolvers.problems(configuration, foundations.resolvers()));
      WebAddresses.problems(configuration).forEach(this::problem);
      for (IssuerConfig issuer : configuration.issuers()) {
        institutions(issuer);
        new IssuerRights(issuer.policy(), issuer.accounts(), foundations.resolvers())
            .mistakes()
            .forEach(mistake -> problem("scopes", mistake));
      }
    }
    return new Wiring.Checked(problems, pending);
  }

  private void signingKeys(Store store, Foundations foundations) {
    store.trouble().ifPresent(why -> problem("database", why));
    foundations
        .masterKey()
        .ifPresent(
            masterKey -> {
              SigningKeys keys = new SigningKeys(store.keys(), masterKey, random, clock);
              for (IssuerConfig issuer : configuration.issuers()) {
                try {
                  signingKeys(issuer, keys.look(issuer.issuer()));
                } catch (RuntimeException e) {
                  // Whatever it is: it is reported beside the other problems.
                  problem("issuer " + issuer.issuer().id() + " signing keys", why(e));
                }
              }
            });
  }

  private void allSigningKeys() {
    for (IssuerConfig issuer : configuration.issuers()) {
      signingKeys(issuer, issuer.issuer().algorithms());
    }
  }

  private void signingKeys(IssuerConfig issuer, List<?> made) {
    if (!made.isEmpty()) {
      pending.add(
          "signing keys of the issuer "
              + issuer.issuer().id()
              + ": "
              + made.stream().map(Object::toString).collect(Collectors.joining(", ")));
    }
  }

  private void institutions(IssuerConfig issuer) {
    for (LoginMethodConfig method : issuer.logins()) {
      if (method instanceof LoginMethodConfig.Oidc oidc) {
        try (OidcUpstream upstream = new OidcUpstream(oidc.settings(), clock, random)) {
          upstream.trouble().ifPresent(why -> problem("login " + method.name(), why));
        }
      }
    }
  }

  private void problem(String path, String why) {
    problems.add(new Problem(path + ":", 0, why));
  }

  private static String why(RuntimeException e) {
    return Optional.ofNullable(e.getMessage()).orElse(e.toString());
  }
}
