package org.symbolon.cli;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.symbolon.client.Client;
import org.symbolon.config.Configuration;
import org.symbolon.config.IssuerConfig;
import org.symbolon.exchange.ExchangePolicy;
import org.symbolon.exchange.Facts;
import org.symbolon.exchange.Facts.Shape;
import org.symbolon.exchange.Subject;
import org.symbolon.exchange.TokenKind;
import org.symbolon.exchange.Tried;
import org.symbolon.explain.Inquiry;
import org.symbolon.grant.Actor;
import org.symbolon.grant.Party;
import org.symbolon.mint.Subjects;
import org.symbolon.protocol.ClientId;
import org.symbolon.resolver.Account;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code symbolon explain exchange}: which rule would decide, and why each other does not. */
@Command(
    name = "explain exchange",
    mixinStandardHelpOptions = true,
    header = "Says which rule decides a token exchange, and why each other one does not.",
    description = {
      "Reads the configuration, and asks the resolvers for the user's groups unless they are given.",
      "Issues nothing and needs no running server. Exits with 0 whatever the answer is."
    })
final class ExplainExchange implements Callable<Integer> {
  private final Cli.Surroundings surroundings;

  @Mixin private AskedAt where = new AskedAt();

  @Option(
      names = "--user",
      paramLabel = "NAME",
      description = "Whose token it is; left out for a client's own.")
  private @Nullable String user;

  @Option(
      names = "--group",
      paramLabel = "NAME",
      description = "A group of the user (default: the resolvers are asked); may be repeated.")
  private List<String> groups = new ArrayList<>();

  @Option(
      names = "--named",
      description = "The user is named by requested_subject, without a token.")
  private boolean named;

  @Option(
      names = "--token",
      paramLabel = "KIND",
      description = "access-token (default), refresh-token or id-token.")
  private String token = "access-token";

  @Option(
      names = "--token-audience",
      paramLabel = "AUDIENCE",
      description = "What stands in the token's aud; may be repeated.")
  private List<String> tokenAudiences = new ArrayList<>();

  @Option(
      names = "--issued-to",
      paramLabel = "ID",
      description = "The client the token was issued to (default: another one).")
  private @Nullable String issuedTo;

  @Option(
      names = "--claim",
      paramLabel = "NAME=TEXT",
      description = "A claim of the token, for conditions; may be repeated.")
  private Map<String, String> claims = new LinkedHashMap<>();

  @Option(names = "--actor", paramLabel = "ID", description = "The client that acts.")
  private @Nullable String actor;

  @Option(names = "--acting-user", paramLabel = "NAME", description = "The person who acts.")
  private @Nullable String actingUser;

  @Option(names = "--job", description = "A job grant is asked for.")
  private boolean job;

  @Option(
      names = "--audience",
      paramLabel = "NAME",
      description = "What the request calls the audience it wants; may be repeated.")
  private List<String> audiences = new ArrayList<>();

  ExplainExchange(Cli.Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    return where.answer(
        surroundings,
        (configuration, at) -> {
          Client known =
              at.clients().stream()
                  .filter(one -> one.id().value().equals(where.client()))
                  .findFirst()
                  .orElseThrow(
                      () ->
                          new AskedAt.WrongQuestion(
                              "there is no client " + where.client() + " at this issuer"));
          TokenKind kind = kind();
          print(at.exchanges(), facts(at, known, kind, groups(configuration, at)));
        });
  }

  private TokenKind kind() throws AskedAt.WrongQuestion {
    return List.of(TokenKind.ACCESS_TOKEN, TokenKind.REFRESH_TOKEN, TokenKind.ID_TOKEN).stream()
        .filter(one -> one.word().equals(token))
        .findFirst()
        .orElseThrow(
            () ->
                new AskedAt.WrongQuestion(
                    "--token should be access-token, refresh-token or id-token"));
  }

  private Set<String> groups(Configuration configuration, IssuerConfig at)
      throws Wiring.StartFailed {
    if (user == null || !groups.isEmpty()) {
      return Set.copyOf(groups);
    }
    try (Wiring.Inquiring open =
        surroundings.wiring().inquire(configuration, InstantSource.system())) {
      Inquiry inquiry = Optional.ofNullable(open.issuers().get(at.issuer().id())).orElseThrow();
      return inquiry
          .explain(Optional.of(inquiry.byName(user, Map.of())), where.client(), "")
          .account()
          .map(Account::groupNames)
          .orElse(Set.of());
    }
  }

  private Facts facts(IssuerConfig at, Client known, TokenKind kind, Set<String> memberOf) {
    Optional<Actor> acting = acting();
    return new Facts(
        known.id(),
        known.serves(),
        known.audiences().orElse(at.issuer().audiences()),
        shape(acting),
        Subject.SELF,
        named ? TokenKind.JWT : kind,
        Optional.ofNullable(issuedTo).map(ClientId::new),
        tokenAudiences,
        Optional.ofNullable(user),
        memberOf,
        Map.copyOf(claims),
        acting,
        audiences,
        false,
        InstantSource.system().instant());
  }

  private Shape shape(Optional<Actor> acting) {
    if (job) {
      return Shape.JOB;
    }
    if (named) {
      return Shape.SOMEBODY_NAMED;
    }
    return acting.isPresent() ? Shape.WITH_ACTOR : Shape.SUBJECT_ALONE;
  }

  private Optional<Actor> acting() {
    if (actor != null) {
      ClientId id = new ClientId(actor);
      return Optional.of(
          new Actor(
              Party.own(Subjects.ofClient(id)),
              Optional.of(id),
              Optional.empty(),
              List.of(),
              List.of()));
    }
    return Optional.ofNullable(actingUser)
        .map(
            name ->
                new Actor(
                    Party.own(name), Optional.empty(), Optional.of(name), List.of(), List.of()));
  }

  private void print(ExchangePolicy policy, Facts facts) {
    for (Tried tried : policy.explain(facts)) {
      surroundings.out().println(tried.inWords());
    }
    surroundings.out().println();
    surroundings
        .out()
        .println(
            switch (policy.decide(facts)) {
              case ExchangePolicy.Verdict.Permitted permitted ->
                  "Result: "
                      + permitted.rule().name()
                      + " decides, for "
                      + String.join(" ", permitted.audiences())
                      + ". Then the rights of the subject are asked.";
              case ExchangePolicy.Verdict.Refused refused ->
                  "Result: refused, " + refused.code().text() + ": " + refused.description() + ".";
            });
  }
}
