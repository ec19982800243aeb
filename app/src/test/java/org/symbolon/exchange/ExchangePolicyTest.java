package org.symbolon.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.symbolon.client.Client;
import org.symbolon.client.TestClient;
import org.symbolon.exchange.ExchangePolicy.Verdict;
import org.symbolon.exchange.Facts.Shape;
import org.symbolon.issuer.Audiences;
import org.symbolon.protocol.ClientId;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.IssuerId;

/** Ordered rules over exchanges: the first that matches decides. */
final class ExchangePolicyTest {
  private static final String PORTAL = "https://portal.example";
  private static final String STORAGE = "https://storage.example";
  private static final String BATCH = "https://batch.example";

  private static Facts facts(String... targets) {
    return new Facts(
        new ClientId("gate"),
        Set.of(PORTAL),
        new Audiences(List.of(STORAGE), List.of()),
        Shape.SUBJECT_ALONE,
        Subject.SELF,
        TokenKind.ACCESS_TOKEN,
        Optional.of(new ClientId("tool")),
        List.of(PORTAL),
        Optional.of("ana"),
        Set.of("people"),
        Map.of("loa", 2L, "scope", "openid storage.read:/data"),
        Optional.empty(),
        List.of(targets),
        false,
        Instant.parse("2026-01-01T00:00:00Z"));
  }

  private static TestRule behalf() {
    return TestRule.of(Mode.ON_BEHALF_OF, "gate").to(STORAGE);
  }

  private static Verdict decide(Facts facts, TestRule... rules) {
    return TestRule.policy(rules).decide(facts);
  }

  private static String decider(Facts facts, TestRule... rules) {
    return switch (decide(facts, rules)) {
      case Verdict.Permitted permitted -> permitted.rule().name();
      case Verdict.Refused refused -> refused.code().text();
    };
  }

  @Test
  void the_first_rule_that_matches_decides() {
    assertThat(decider(facts(), behalf().named("one"), behalf().named("two"))).isEqualTo("one");
    assertThat(decider(facts(BATCH), behalf().named("one"), behalf().named("two").to(BATCH)))
        .isEqualTo("two");
  }

  @Test
  void each_part_of_the_subject_must_hold() {
    assertThat(decider(facts(), behalf().groups("people").users("ana").named("x"))).isEqualTo("x");
    for (TestRule other :
        List.of(
            behalf().groups("admins"),
            behalf().users("bob"),
            behalf().issuedTo("other"),
            behalf().subjectAudiences("https://else.example"),
            behalf().kinds(TokenKind.ID_TOKEN),
            behalf().when("token.loa > 2"))) {
      assertThat(decider(facts(), other)).isEqualTo("invalid_request");
    }
    assertThat(
            decider(
                facts(),
                behalf()
                    .issuedTo("tool")
                    .subjectAudiences("https://*.example")
                    .when("token.loa >= 2 && 'people' in account.groups")
                    .named("x")))
        .isEqualTo("x");
  }

  @Test
  void a_condition_without_an_answer_does_not_let_a_wider_rule_decide() {
    TestRule narrow = behalf().when("token.missing == 'x'").named("narrow");
    assertThat(decider(facts(), narrow, behalf().named("wide"))).isEqualTo("invalid_request");
    assertThat(decider(facts("https://else.example"), narrow, behalf().named("wide")))
        .as("not about the narrow one's audience either")
        .isEqualTo("invalid_target");
    assertThat(
            decider(
                facts(),
                behalf().when("has(token.missing) && token.missing == 'x'"),
                behalf().named("wide")))
        .isEqualTo("wide");
  }

  @Test
  void a_condition_without_an_answer_does_not_match() {
    assertThat(decider(facts(), behalf().when("token.missing == 'x'")))
        .isEqualTo("invalid_request");
    assertThat(
            TestRule.policy(behalf().when("token.missing == 'x'"))
                .explain(facts())
                .getFirst()
                .inWords())
        .contains("can not be answered");
  }

  @Test
  void a_name_in_a_rule_means_its_audience() {
    TestRule named = behalf().toNamed("storage", STORAGE);
    for (Facts asked : List.of(facts("storage"), facts(STORAGE), facts())) {
      assertThat(decide(asked, named))
          .isInstanceOfSatisfying(
              Verdict.Permitted.class,
              permitted -> assertThat(permitted.audiences()).containsExactly(STORAGE));
    }
    assertThat(decider(facts("batch"), named)).isEqualTo("invalid_target");
  }

  @Test
  void several_targets_must_all_be_reached_by_the_one_rule() {
    assertThat(decider(facts(STORAGE, BATCH), behalf())).isEqualTo("invalid_target");
    assertThat(decider(facts(STORAGE, BATCH), behalf().to("https://*.example").named("x")))
        .isEqualTo("x");
  }

  @Test
  void where_several_are_possible_and_none_is_named_there_is_none() {
    assertThat(decider(facts(), behalf().to(STORAGE, BATCH))).isEqualTo("invalid_target");
    assertThat(decider(facts(), behalf().to("https://*.example"))).isEqualTo("invalid_target");
  }

  @Test
  void a_star_never_means_an_audience_that_everybody_takes() {
    for (String wildcard : List.of("ANY", "https://wlcg.cern.ch/jwt/v1/any")) {
      assertThat(decider(facts(wildcard), behalf().to("*"))).isEqualTo("invalid_target");
      assertThat(decider(facts(wildcard), behalf().to(wildcard).named("x"))).isEqualTo("x");
    }
  }

  @Test
  void without_rules_nothing_is_exchanged_but_ones_own_narrowed() {
    assertThat(decider(facts())).isEqualTo(ErrorCode.UNAUTHORIZED_CLIENT.text());
    assertThat(new ExchangePolicy(List.of(), false).decide(facts()))
        .isInstanceOfSatisfying(
            Verdict.Refused.class,
            refused -> assertThat(refused.code()).isEqualTo(ErrorCode.UNAUTHORIZED_CLIENT));
  }

  @Test
  void the_error_is_that_of_the_rule_that_came_closest() {
    assertThat(
            decider(
                facts(BATCH),
                TestRule.of(Mode.JOB, "gate").to(BATCH),
                behalf(),
                TestRule.of(Mode.ON_BEHALF_OF, "else").to(BATCH)))
        .isEqualTo("invalid_target");
  }

  @Test
  void every_rule_says_why_it_does_not_decide() {
    assertThat(
            TestRule.policy(
                    TestRule.of(Mode.ON_BEHALF_OF, "else").named("a").to(STORAGE),
                    TestRule.of(Mode.JOB, "gate").named("b").to(STORAGE),
                    behalf().named("c").groups("admins"),
                    behalf().named("d").to(BATCH),
                    behalf().named("e"))
                .explain(facts(STORAGE)))
        .extracting(Tried::inWords)
        .containsExactly(
            "a: is for the clients else",
            "b: is for mode job",
            "c: is for members of admins",
            "d: does not lead to the audience https://storage.example",
            "e: decides",
            "narrow-own: the subject token was not issued to this client");
  }

  @Test
  void a_rule_that_an_earlier_one_hides_is_a_warning() {
    assertThat(warnings(behalf().named("wide"), behalf().named("narrow").users("ana")))
        .containsExactly(
            "the rule narrow decides nothing: wide before it matches whatever it would");
    assertThat(warnings(behalf().named("a").to("https://*.example"), behalf().named("b")))
        .hasSize(1);
    assertThat(warnings(behalf().named("a").users("ana"), behalf().named("b"))).isEmpty();
    assertThat(warnings(behalf().named("a").to(STORAGE), behalf().named("b").to(STORAGE, BATCH)))
        .isEmpty();
    assertThat(
            warnings(
                behalf().named("a").when("token.loa > 1"),
                behalf().named("b").when("token.loa > 2")))
        .isEmpty();
    assertThat(
            warnings(
                behalf().named("a").when("token.loa > 1"),
                behalf().named("b").when("token.loa > 1")))
        .hasSize(1);
    assertThat(
            warnings(
                TestRule.of(Mode.DELEGATE, "gate").named("a").actors("else").to(STORAGE),
                TestRule.of(Mode.DELEGATE, "gate").named("b").to(STORAGE)))
        .isEmpty();
  }

  @Test
  void a_rule_that_can_never_match_is_a_warning() {
    assertThat(
            warnings(
                TestRule.of(Mode.IMPERSONATE, "gate").named("a").users("ana").to(STORAGE),
                TestRule.of(Mode.DOWNSCOPE, "gate").named("b").issuedTo("tool")))
        .hasSize(2)
        .allSatisfy(warning -> assertThat(warning).contains("can never match"));
  }

  private static List<String> warnings(TestRule... rules) {
    Client gate = TestClient.named("gate").serves(PORTAL).at(new IssuerId("lab"));
    return RuleWarnings.of(TestRule.policy(rules), List.of(gate));
  }
}
