package org.symbolon.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.symbolon.token.ExchangeSite.BATCH;
import static org.symbolon.token.ExchangeSite.PORTAL;
import static org.symbolon.token.ExchangeSite.STORAGE;
import static org.symbolon.token.ExchangeSite.TRANSFER;
import static org.symbolon.token.ExchangeSite.acting;
import static org.symbolon.token.ExchangeSite.as;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.symbolon.exchange.Mode;
import org.symbolon.exchange.TestRule;
import org.symbolon.exchange.TokenKind;
import org.symbolon.grant.Login;
import org.symbolon.issuer.Issuer;
import org.symbolon.issuer.Profile;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.GrantId;
import org.symbolon.protocol.ProtocolException;
import org.symbolon.scope.ScopeSet;

/**
 * Random rules, tokens and sequences of requests. Whatever comes out is within what went in, keeps
 * its actors, and neither outlives nor outgrows the root.
 */
final class ExchangePropertiesTest {
  private static final List<String> CLIENTS = List.of("gate", "transfer", "batch");
  private static final List<String> AUDIENCES = List.of(PORTAL, TRANSFER, BATCH, STORAGE);
  private static final List<String> SCOPES =
      List.of(
          "openid",
          "storage.read:/",
          "storage.read:/data",
          "storage.read:/data/ana",
          "storage.read:/database",
          "storage.create:/data",
          "storage.modify:/data/ana",
          "compute.create");
  private static final List<String> PATTERNS =
      List.of("openid", "storage.read:/**", "storage.read:/data/**", "storage.*:/**", "compute.*");

  /** Something somebody holds, with what it must stay within. */
  private record Thing(
      TokenKind kind,
      String text,
      String client,
      ScopeSet within,
      List<String> acts,
      Instant latest,
      List<GrantId> lineage) {}

  private final Random random = new Random();
  private final List<Thing> things = new ArrayList<>();
  private ExchangeSite site = new ExchangeSite();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void no_sequence_of_requests_gains_anything(long seed) {
    random.setSeed(seed);
    int given = 0;
    try {
      site.site().resolver().forbid("storage.read:/", "storage.create:/data");
      begin();
      for (int step = 0; step < 400; step++) {
        if (step % 20 == 0) {
          site.onRefused(
              random.nextBoolean() ? Issuer.OnRefused.NARROW : Issuer.OnRefused.FAIL, rules());
        }
        if (step % 25 == 24) {
          begin();
        }
        if (random.nextInt(20) == 0) {
          site.later(Duration.ofMinutes(random.nextInt(15)));
        }
        given += step() ? 1 : 0;
      }
      assertThat(given).as("requests that succeed").isGreaterThan(10);
    } finally {
      site.close();
    }
  }

  private void begin() {
    for (int count = 0; count < 6; count++) {
      Login login =
          site.site().login(site.site().now().plus(Duration.ofHours(1 + random.nextInt(8))));
      String scopes = String.join(" ", some(SCOPES, 4));
      TokenAnswer answer =
          site.tokens(
              site.site()
                  .approval()
                  .of(login)
                  .scopes(scopes)
                  .audiences(some(AUDIENCES, 3).toArray(String[]::new)));
      things.add(
          new Thing(
              TokenKind.ACCESS_TOKEN,
              answer.accessToken(),
              "tool",
              parsed(scopes),
              List.of(),
              login.grant().expires(),
              site.read(answer).lineage()));
    }
  }

  private boolean step() {
    // Mostly what is new, as the old has expired.
    int from = random.nextInt(3) == 0 ? 0 : Math.max(0, things.size() - 15);
    Thing thing = things.get(from + random.nextInt(things.size() - from));
    boolean bound = thing.kind() != TokenKind.ACCESS_TOKEN;
    String client = bound ? thing.client() : one(CLIENTS);
    List<String> more = new ArrayList<>();
    switch (random.nextInt(4)) {
      case 0 -> more.addAll(List.of("scope", String.join(" ", some(SCOPES, 3))));
      case 1 ->
          more.addAll(
              List.of("scope", random.nextBoolean() ? "storage.read:/data/ana/x" : "openid"));
      default -> {}
    }
    if (random.nextInt(4) > 0) {
      some(AUDIENCES, 2).forEach(audience -> more.addAll(List.of("audience", audience)));
    }
    boolean refreshed = thing.kind() == TokenKind.REFRESH_TOKEN && random.nextBoolean();
    boolean acts = !refreshed && random.nextInt(3) == 0;
    if (acts) {
      more.addAll(List.of(acting(site.own(client))));
    }
    TokenKind wanted =
        refreshed || random.nextBoolean()
            ? TokenKind.ACCESS_TOKEN
            : one(List.of(TokenKind.values()));
    if (!refreshed) {
      more.addAll(List.of("requested_token_type", wanted.uri(), "job_name", "x"));
    }
    try {
      TokenAnswer answer =
          refreshed
              ? site.site()
                  .post(
                      as(client),
                      TokenSite.with(
                          TokenSite.refreshForm(thing.text(), more.toArray(String[]::new)),
                          "client_id",
                          Optional.empty()))
              : site.exchange(client, thing.kind(), thing.text(), more.toArray(String[]::new));
      check(thing, answer, client, wanted, acts);
      return true;
    } catch (ProtocolException e) {
      assertThat(e.error().code())
          .isNotIn(ErrorCode.SERVER_ERROR, ErrorCode.TEMPORARILY_UNAVAILABLE);
      return false;
    }
  }

  private void check(
      Thing from, TokenAnswer answer, String client, TokenKind wanted, boolean acts) {
    ScopeSet scopes = parsed(answer.scope());
    assertThat(from.within().covers(scopes)).as("%s within %s", scopes, from.within()).isTrue();
    assertThat(scopes.texts())
        .as("what the resolver refuses")
        .doesNotContain("storage.read:/", "storage.create:/data");
    Instant expires = site.site().now().plus(answer.expiresIn());
    assertThat(expires).isBeforeOrEqualTo(from.latest());
    List<String> actors = from.acts();
    List<GrantId> lineage = from.lineage();
    if (wanted == TokenKind.ACCESS_TOKEN
        || wanted == TokenKind.JWT
        || wanted == TokenKind.ID_TOKEN) {
      Map<String, Object> claims = Claims.of(answer.accessToken());
      actors = acts(claims);
      assertThat(actors).as("the chain of act").endsWith(from.acts().toArray(String[]::new));
      if (acts) {
        assertThat(actors).startsWith("client:" + client);
      }
    } else if (acts && !actors.stream().findFirst().equals(Optional.of("client:" + client))) {
      actors = new ArrayList<>(actors);
      actors.addFirst("client:" + client);
    }
    if (wanted == TokenKind.ACCESS_TOKEN || wanted == TokenKind.JWT) {
      lineage = site.read(answer).lineage();
      assertThat(lineage).startsWith(from.lineage().toArray(GrantId[]::new));
    }
    TokenKind kind = wanted == TokenKind.JWT ? TokenKind.ACCESS_TOKEN : wanted;
    if (kind != TokenKind.ID_TOKEN) {
      things.add(
          new Thing(kind, answer.accessToken(), client, scopes, actors, from.latest(), lineage));
    }
    answer
        .refreshToken()
        .ifPresent(
            next ->
                things.add(
                    new Thing(
                        TokenKind.REFRESH_TOKEN,
                        next,
                        client,
                        from.within(),
                        from.acts(),
                        from.latest(),
                        from.lineage())));
  }

  private static List<String> acts(Map<String, Object> claims) {
    List<String> found = new ArrayList<>();
    for (Object act = claims.get("act"); act instanceof Map<?, ?> one; act = one.get("act")) {
      found.add(String.valueOf(one.get("sub")));
    }
    return found;
  }

  private TestRule[] rules() {
    List<TestRule> rules = new ArrayList<>();
    int count = 4 + random.nextInt(6);
    for (int at = 0; at < count; at++) {
      Mode mode = one(List.of(Mode.values()));
      TestRule rule =
          TestRule.of(mode, some(CLIENTS, 4).toArray(String[]::new))
              .named("rule " + at)
              .kinds(TokenKind.ACCESS_TOKEN, TokenKind.REFRESH_TOKEN)
              .to(some(AUDIENCES, 6).toArray(String[]::new));
      if (random.nextBoolean()) {
        rule.scopes(some(PATTERNS, 3).toArray(String[]::new));
      }
      if (random.nextBoolean()) {
        rule.lifetime(Duration.ofMinutes(1 + random.nextInt(600)));
      }
      if (mode != Mode.DOWNSCOPE && random.nextBoolean()) {
        rule.outlives();
      }
      if (mode != Mode.IMPERSONATE && mode != Mode.JOB && random.nextBoolean()) {
        rule.refresh(Duration.ofHours(1 + random.nextInt(20)));
      }
      if (mode == Mode.JOB) {
        rule.job(Duration.ofHours(1 + random.nextInt(20)), 10);
      }
      if (mode == Mode.IMPERSONATE) {
        rule.users("ana");
      }
      rules.add(rule);
    }
    return rules.toArray(TestRule[]::new);
  }

  private <T> T one(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  private <T> List<T> some(List<T> all, int most) {
    List<T> chosen = new ArrayList<>();
    int count = 1 + random.nextInt(most);
    for (int at = 0; at < count; at++) {
      chosen.add(one(all));
    }
    return chosen.stream().distinct().toList();
  }

  private static ScopeSet parsed(String text) {
    return ((ScopeSet.Parsed) ScopeSet.parse(text, Profile.WLCG)).scopes();
  }
}
