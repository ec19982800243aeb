package org.symbolon.config;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.symbolon.client.Client;
import org.symbolon.client.ClientKeys;
import org.symbolon.condition.Condition;
import org.symbolon.condition.Conditions;
import org.symbolon.exchange.ForeignConditions;
import org.symbolon.exchange.ForeignIssuer;
import org.symbolon.exchange.ForeignIssuer.Mapping;
import org.symbolon.exchange.ForeignIssuer.To;
import org.symbolon.exchange.Subject;
import org.symbolon.exchange.TokenKind;
import org.symbolon.fetch.Reach;
import org.symbolon.issuer.Issuer;
import org.symbolon.protocol.ClientId;
import org.symbolon.upstream.UsernameRule;
import org.symbolon.verify.Expectations;

/** Reads {@code foreign-issuers}: whose tokens may be exchanged here besides our own. */
final class ReadForeignIssuers {
  private static final List<String> ALGORITHMS =
      List.of("ES256", "ES384", "ES512", "RS256", "RS384", "RS512", "PS256", "PS384", "PS512");
  private static final Set<String> DEFAULT_ALGORITHMS = Set.of("ES256", "RS256");
  private static final List<TokenKind> KINDS =
      List.of(TokenKind.JWT, TokenKind.ID_TOKEN, TokenKind.ACCESS_TOKEN);

  private final Issuer here;
  private final List<Client> clients;

  private ReadForeignIssuers(Issuer here, List<Client> clients) {
    this.here = here;
    this.clients = clients;
  }

  static List<ForeignIssuer> from(Section around, Issuer here, List<Client> clients) {
    ReadForeignIssuers reader = new ReadForeignIssuers(here, clients);
    List<ForeignIssuer> issuers = new ArrayList<>();
    for (Section section : around.sections("foreign-issuers")) {
      reader
          .issuer(section)
          .ifPresent(
              issuer -> {
                distinct(section, issuer, issuers);
                issuers.add(issuer);
              });
    }
    return issuers;
  }

  private static void distinct(Section section, ForeignIssuer issuer, List<ForeignIssuer> others) {
    if (issuer.name().equals(Subject.SELF)
        || others.stream().anyMatch(other -> other.name().equals(issuer.name()))) {
      section.mistake("name", "is another issuer's too: rules tell them by it");
    }
    if (others.stream()
        .anyMatch(other -> other.expected().issuer().equals(issuer.expected().issuer()))) {
      section.mistake("issuer", "is there already: write one entry, with all that it maps to");
    }
  }

  private Optional<ForeignIssuer> issuer(Section section) {
    Optional<String> name = section.required("name", Readings::name, "as in github");
    Optional<URI> issuer =
        section.required("issuer", Readings::httpsUrl, "its iss, as in https://ci.lab.example");
    List<String> audiences = section.distinct("audience", ReadAudiences::own);
    if (!section.has("audience")) {
      section.mistake(
          "audience",
          "is missing: what its tokens must be made for, as in "
              + here.url()
              + "; without it a token made for anybody would do");
    }
    Set<String> algorithms =
        Set.copyOf(section.distinct("algorithms", Readings.oneOf(ALGORITHMS, one -> one)));
    Duration age =
        section.value("longest-age", Readings.duration("1s", "30d"), Duration.ofHours(1));
    Duration skew =
        section.value("clock-skew", Readings.duration("0s", "5m"), Duration.ofSeconds(30));
    Set<TokenKind> kinds = Set.copyOf(section.distinct("tokens", Readings.oneOf(TokenKind.class)));
    boolean once = section.value("single-use", Readings::flag, false);
    Optional<Condition> when = section.value("when", ReadForeignIssuers::condition);
    List<Mapping> mappings = mappings(section, name);
    Optional<ClientKeys> keys = issuer.map(uri -> keys(section, uri));
    if (!KINDS.containsAll(kinds)) {
      section.mistake("tokens", "takes jwt, id-token and access-token");
    }
    if (issuer.filter(here.url()::equals).isPresent()) {
      section.mistake("issuer", "is this issuer itself, whose tokens need no entry");
    }
    if (name.isEmpty() || issuer.isEmpty() || audiences.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new ForeignIssuer(
            name.get(),
            new Expectations(
                issuer.get().toString(),
                Set.copyOf(audiences),
                algorithms.isEmpty() ? DEFAULT_ALGORITHMS : algorithms,
                age,
                skew),
            keys.orElseThrow(),
            kinds.isEmpty() ? Set.of(TokenKind.JWT) : kinds,
            once,
            when,
            mappings));
  }

  private static ClientKeys keys(Section section, URI issuer) {
    return ReadKeys.from(section)
        .orElseGet(
            () ->
                new ClientKeys.OfIssuer(
                    issuer,
                    Readings.isLoopback(issuer.getHost())
                        ? Reach.LOOPBACK
                        : section.value("keys-reach", Readings.oneOf(Reach.class), Reach.PUBLIC)));
  }

  private List<Mapping> mappings(Section section, Optional<String> name) {
    if (!section.has("map") && name.filter(this::vouches).isEmpty()) {
      section.mistake("map", "is missing: whom its tokens stand for, a user or a robot");
    }
    List<Mapping> mappings = new ArrayList<>();
    for (Section mapping : section.sections("map")) {
      Optional<Condition> when = mapping.value("when", ReadForeignIssuers::condition);
      to(mapping).ifPresent(to -> mappings.add(new Mapping(when, to)));
    }
    return mappings;
  }

  /** For a client that proves itself by its tokens. */
  private boolean vouches(String name) {
    return clients.stream()
        .anyMatch(
            client ->
                client.authentication() instanceof Client.Authentication.Workload workload
                    && workload.issuer().equals(name));
  }

  private Optional<To> to(Section mapping) {
    Optional<ClientId> robot =
        mapping.value(
            "robot",
            text -> {
              ClientId id = ReadWho.known(clients).read(text);
              if (clients.stream().noneMatch(client -> client.id().equals(id) && isRobot(client))) {
                throw new Mistake("names the client " + text + ", which has no robot: true");
              }
              return id;
            });
    Optional<String> claim = mapping.value("username-claim", Readings::text);
    Optional<Pattern> pattern = mapping.value("username-pattern", Readings::pattern);
    if (mapping.has("robot") == mapping.has("username-claim")) {
      mapping.mistake("needs either robot, or username-claim with username-pattern");
      return Optional.empty();
    }
    if (mapping.has("username-claim") != mapping.has("username-pattern")) {
      mapping.mistake(
          "username-pattern",
          "and username-claim go together: whatever the claim says, only a name of this form is a"
              + " user here");
      return Optional.empty();
    }
    return robot
        .<To>map(To.Robot::new)
        .or(
            () ->
                claim.flatMap(
                    name -> pattern.map(form -> new To.User(new UsernameRule(name, form)))));
  }

  /** A client of the configuration that can do nothing by itself is one. */
  private static boolean isRobot(Client client) {
    return client.isPublic() && client.grantTypes().isEmpty();
  }

  static Condition condition(String text) throws Mistake {
    return switch (ForeignConditions.parse(Readings.text(text))) {
      case Conditions.Parsed parsed -> parsed.condition();
      case Conditions.Malformed malformed -> throw new Mistake(malformed.why());
    };
  }
}
