package org.symbolon.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.symbolon.token.ExchangeSite.BATCH;
import static org.symbolon.token.ExchangeSite.PORTAL;
import static org.symbolon.token.ExchangeSite.READ;
import static org.symbolon.token.ExchangeSite.STORAGE;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.symbolon.exchange.ExchangePolicy;
import org.symbolon.exchange.Mode;
import org.symbolon.exchange.TestRule;
import org.symbolon.exchange.TokenKind;
import org.symbolon.grant.Login;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.ProtocolException;

/**
 * Every row of the decision: mode, subject, client, audience, scope, actor, and how it stands with
 * the subject token. Each mode has one rule, for the client {@code gate}.
 */
final class ExchangeMatrixTest {
  private static final String WHOLE = "openid " + READ + " storage.create:/data/ana";
  private static final String PART = "storage.read:/data/raw";
  private static final String WIDER = "storage.read:/";

  enum State {
    VALID,
    EXPIRED,
    REVOKED,
    FOR_ANOTHER,
    OTHER_ISSUER,
    WRONG_KIND
  }

  enum Asked {
    WITHIN,
    WIDER,
    EMPTY
  }

  enum Acting {
    ABSENT,
    PRESENT,
    /** Of another client: nothing says that it may act by this one. */
    ANOTHERS
  }

  private record Cell(Mode mode, TokenKind kind, State state) {}

  private static final Map<Cell, String> TOKENS = new HashMap<>();
  private static ExchangeSite site;
  private static ExchangeSite south;
  private static String actor;
  private static String another;

  @BeforeAll
  static void tokens() {
    site = new ExchangeSite();
    south = new ExchangeSite();
    for (Mode mode : Mode.values()) {
      all(mode, State.EXPIRED, site.site().login(site.site().now().plus(Duration.ofMinutes(25))));
    }
    site.later(Duration.ofMinutes(25));
    for (Mode mode : Mode.values()) {
      Login gone = site.site().login();
      all(mode, State.REVOKED, gone);
      site.site().store().grants().end(gone.grant().id(), "logged out", site.site().now());
      all(mode, State.VALID, site.site().login());
      all(mode, State.FOR_ANOTHER, site.site().login());
      ofAnotherIssuer(mode);
      wrongKinds(mode);
    }
    actor = site.own("gate");
    another = site.own("batch");
  }

  @AfterAll
  static void close() {
    site.close();
    south.close();
  }

  private static void all(Mode mode, State state, Login login) {
    boolean other = state == State.FOR_ANOTHER;
    String audience =
        mode == Mode.DOWNSCOPE || mode == Mode.IMPERSONATE ? STORAGE : other ? BATCH : PORTAL;
    String holder = mode == Mode.DOWNSCOPE && !other ? "gate" : "tool";
    String access = issue(site, login, holder, audience).accessToken();
    TOKENS.put(new Cell(mode, TokenKind.ACCESS_TOKEN, state), access);
    TOKENS.put(new Cell(mode, TokenKind.JWT, state), access);
    TokenAnswer own = issue(site, login, other ? "tool" : "gate", audience);
    TOKENS.put(new Cell(mode, TokenKind.REFRESH_TOKEN, state), own.refreshToken().orElseThrow());
    TOKENS.put(new Cell(mode, TokenKind.ID_TOKEN, state), own.idToken().orElseThrow());
  }

  private static void ofAnotherIssuer(Mode mode) {
    TokenAnswer theirs = issue(south, south.site().login(), "gate", PORTAL);
    TOKENS.put(new Cell(mode, TokenKind.ACCESS_TOKEN, State.OTHER_ISSUER), theirs.accessToken());
    TOKENS.put(new Cell(mode, TokenKind.JWT, State.OTHER_ISSUER), theirs.accessToken());
    TOKENS.put(
        new Cell(mode, TokenKind.REFRESH_TOKEN, State.OTHER_ISSUER),
        theirs.refreshToken().orElseThrow());
    TOKENS.put(
        new Cell(mode, TokenKind.ID_TOKEN, State.OTHER_ISSUER), theirs.idToken().orElseThrow());
  }

  private static void wrongKinds(Mode mode) {
    String access = token(new Cell(mode, TokenKind.ACCESS_TOKEN, State.VALID));
    String refresh = token(new Cell(mode, TokenKind.REFRESH_TOKEN, State.VALID));
    String id = token(new Cell(mode, TokenKind.ID_TOKEN, State.VALID));
    TOKENS.put(new Cell(mode, TokenKind.ACCESS_TOKEN, State.WRONG_KIND), id);
    TOKENS.put(new Cell(mode, TokenKind.JWT, State.WRONG_KIND), refresh);
    TOKENS.put(new Cell(mode, TokenKind.REFRESH_TOKEN, State.WRONG_KIND), access);
    TOKENS.put(new Cell(mode, TokenKind.ID_TOKEN, State.WRONG_KIND), access);
  }

  private static String token(Cell cell) {
    return Objects.requireNonNull(TOKENS.get(cell), cell::toString);
  }

  private static TokenAnswer issue(ExchangeSite at, Login login, String client, String audience) {
    Approval approval =
        at.site().approval().of(login).client(client).scopes(WHOLE).audiences(audience);
    String[] form = TokenSite.codeForm(approval.code());
    return client.equals("tool")
        ? at.site().post(form)
        : at.site()
            .post(ExchangeSite.as(client), TokenSite.with(form, "client_id", Optional.empty()));
  }

  /** One request; what is expected is worked out here by other means than the server's. */
  record Row(
      Mode mode,
      TokenKind kind,
      boolean clientPermitted,
      boolean audiencePermitted,
      Asked asked,
      Acting acting,
      State state) {
    boolean shapeFits() {
      return (mode == Mode.DELEGATE) == (acting == Acting.PRESENT);
    }

    boolean tokenValid() {
      return state == State.VALID
          || (state == State.FOR_ANOTHER
              // Another's access token is a valid token all the same.
              && (kind == TokenKind.ACCESS_TOKEN || kind == TokenKind.JWT));
    }

    boolean meant() {
      return state == State.VALID || mode == Mode.IMPERSONATE;
    }

    String client() {
      return clientPermitted ? "gate" : "stranger";
    }

    String audience() {
      String good = mode == Mode.IMPERSONATE ? PORTAL : STORAGE;
      return audiencePermitted ? good : "https://elsewhere.example";
    }

    Optional<ErrorCode> expected() {
      boolean readsAsItsOwn =
          clientPermitted || kind == TokenKind.ACCESS_TOKEN || kind == TokenKind.JWT;
      if (mode == Mode.JOB && acting != Acting.ABSENT) {
        return Optional.of(ErrorCode.INVALID_REQUEST);
      }
      if (!tokenValid() || !readsAsItsOwn || acting == Acting.ANOTHERS) {
        return Optional.of(ErrorCode.INVALID_REQUEST);
      }
      if (acting == Acting.PRESENT && !clientPermitted) {
        // The actor's token is the other client's.
        return Optional.of(ErrorCode.INVALID_REQUEST);
      }
      if (!clientPermitted || !shapeFits()) {
        return Optional.of(ErrorCode.UNAUTHORIZED_CLIENT);
      }
      if (!meant()) {
        return Optional.of(
            mode == Mode.DOWNSCOPE ? ErrorCode.UNAUTHORIZED_CLIENT : ErrorCode.INVALID_REQUEST);
      }
      // An ID token is for its client and no service: there is nothing to narrow it to.
      boolean nowhere = mode == Mode.DOWNSCOPE && kind == TokenKind.ID_TOKEN;
      if (!audiencePermitted || nowhere) {
        return Optional.of(ErrorCode.INVALID_TARGET);
      }
      return asked == Asked.WIDER ? Optional.of(ErrorCode.INVALID_SCOPE) : Optional.empty();
    }
  }

  static Stream<Row> rows() {
    List<Row> rows = new ArrayList<>();
    for (Mode mode : Mode.values()) {
      for (TokenKind kind :
          List.of(
              TokenKind.ACCESS_TOKEN, TokenKind.REFRESH_TOKEN, TokenKind.ID_TOKEN, TokenKind.JWT)) {
        for (boolean client : new boolean[] {true, false}) {
          for (boolean audience : new boolean[] {true, false}) {
            for (Asked asked : Asked.values()) {
              for (Acting acting : Acting.values()) {
                Arrays.stream(State.values())
                    .map(state -> new Row(mode, kind, client, audience, asked, acting, state))
                    .forEach(rows::add);
              }
            }
          }
        }
      }
    }
    return rows.stream();
  }

  /** What is put into the ID token's audience is the client itself. */
  private static ExchangePolicy policy(Mode mode) {
    TestRule rule =
        TestRule.of(mode, "gate")
            .kinds(TokenKind.ACCESS_TOKEN, TokenKind.REFRESH_TOKEN, TokenKind.ID_TOKEN)
            .scopes("openid", "storage.*:/**");
    rule =
        switch (mode) {
          case ON_BEHALF_OF, DELEGATE -> rule.to(STORAGE);
          case IMPERSONATE -> rule.users("ana");
          case DOWNSCOPE -> rule;
          case JOB -> rule.to(STORAGE).job(Duration.ofDays(3), 10);
        };
    return new ExchangePolicy(List.of(rule.rule()), false);
  }

  private static Mode configured = Mode.JOB;
  private static boolean begun;

  @ParameterizedTest
  @MethodSource("rows")
  void decides(Row row) {
    if (!begun || configured != row.mode()) {
      site.site().reconfigure(ExchangeSite.settings(policy(row.mode())));
      begun = true;
      configured = row.mode();
    }
    String token = token(new Cell(row.mode(), row.kind(), row.state()));
    List<String> more = new ArrayList<>(List.of("audience", row.audience()));
    switch (row.asked()) {
      case WITHIN -> more.addAll(List.of("scope", PART));
      case WIDER -> more.addAll(List.of("scope", WIDER));
      case EMPTY -> more.addAll(List.of("scope", ""));
    }
    if (row.acting() != Acting.ABSENT) {
      String acts = row.acting() == Acting.PRESENT ? actor : another;
      more.addAll(List.of(ExchangeSite.acting(acts)));
    }
    if (row.mode() == Mode.JOB) {
      more.addAll(
          List.of("requested_token_type", TokenKind.JOB_GRANT.uri(), "job_name", "nightly"));
    }
    Optional<ErrorCode> found = Optional.empty();
    try {
      TokenAnswer answer =
          site.exchange(row.client(), row.kind(), token, more.toArray(String[]::new));
      assertThat(answer.scope()).isEqualTo(row.asked() == Asked.EMPTY ? WHOLE : PART);
    } catch (ProtocolException e) {
      found = Optional.of(e.error().code());
    }
    assertThat(found).isEqualTo(row.expected());
  }

  /** Else the loops above would be a test of nothing. */
  @org.junit.jupiter.api.Test
  void some_rows_of_each_mode_succeed() {
    for (Mode mode : Mode.values()) {
      assertThat(rows().filter(row -> row.mode() == mode && row.expected().isEmpty()).count())
          .isPositive();
    }
  }
}
