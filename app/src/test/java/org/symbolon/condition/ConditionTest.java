package org.symbolon.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The language, its bounds and its mistakes. */
class ConditionTest {
  private static final Conditions LANGUAGE =
      new Conditions(
          Map.of(
              "account.name", Kind.TEXT,
              "account.uid", Kind.NUMBER,
              "account.groups", Kind.TEXTS,
              "claims", Kind.JSON,
              "now", Kind.TIME));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "account.name == 'ana'",
        "account.name.startsWith('a') && account.uid >= 5000",
        "'ice' in account.groups",
        "account.groups.exists(group, group.matches('^proj.*1$'))",
        "claims.loa == 2",
        "claims.loa > 1.5",
        "has(claims.affiliation) && 'staff' in claims.affiliation",
        "claims.address.country == 'DE'",
        "!has(claims.nothing)",
        "has(claims.nothing) && claims.nothing == 'x' || account.name == 'ana'",
        "now < timestamp('2026-06-01T00:00:00Z')",
        "now.getDayOfWeek('Europe/Berlin') == 1 && now.getHours('Europe/Berlin') == 13",
        "size(account.groups) == 2",
      })
  void what_holds_is_a_yes(String text) {
    assertThat(ask(text)).isEqualTo(new Answer.Yes());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "account.name == 'bob'",
        "account.uid < 1000",
        "'admins' in account.groups",
        "claims.loa == 3",
        "claims.loa == 'two'",
        "claims.verified",
        "now > timestamp('2026-06-01T00:00:00Z')",
      })
  void what_does_not_hold_is_a_no(String text) {
    assertThat(ask(text)).isEqualTo(new Answer.No());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "claims.nothing == 'x'                 | nothing",
        "claims.loa.startsWith('x')            | No matching overload",
        "claims.affiliation > 3                | No matching overload",
        "claims.loa                            | ",
        "account.uid / 0 > 1                   | zero",
        "account.name.matches(claims.wrong)    | ",
        "account.name.matches(claims.large)    | ",
        "now.getHours(claims.text) > 1         | ",
        "int(claims.text) > 1                  | ",
      })
  void what_has_no_answer_is_neither(String text, String why) {
    assertThat(ask(text))
        .asInstanceOf(type(Answer.Failed.class))
        .extracting(Answer.Failed::why)
        .asString()
        .contains(why == null ? "" : why)
        .isNotBlank();
  }

  @Test
  void a_missing_fact_is_neither() {
    Answer answer = condition("account.uid > 5000").ask(new Facts().text("account.name", "ana"));
    assertThat(answer)
        .asInstanceOf(type(Answer.Failed.class))
        .extracting(Answer.Failed::why)
        .asString()
        .contains("account.uid");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "acount.name == 'ana'    | undeclared reference to 'acount' | 1",
        "account.nam == 'ana'    | undeclared reference to 'account' | 1",
        "account.name == 5       | found no matching overload for '_==_' | 14",
        "account.name            | expected type 'bool' but found 'string' | 8",
        "account.name == 'ana    | token recognition error | 17",
        "account.uid >           | mismatched input '<EOF>' | 14",
        "nosuch(account.name)    | undeclared reference to 'nosuch' | 7",
        "account.groups + account.groups == [] | no matching overload for '_+_' | 16",
      })
  void mistakes_are_told_with_their_place(String text, String what, int column) {
    assertThat(LANGUAGE.parse(text.strip()))
        .asInstanceOf(type(Conditions.Malformed.class))
        .extracting(Conditions.Malformed::why)
        .asString()
        .contains(what, "(at character " + column + ")")
        .startsWith("is no condition: ");
  }

  @Test
  void a_misspelt_fact_is_told_with_those_there_are() {
    assertThat(((Conditions.Malformed) LANGUAGE.parse("acount.name == 'a'")).why())
        .contains("There are account.groups (a list of texts), account.name (a text), account.uid")
        .doesNotContain("container");
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "1 < 2", "[1, 2].exists(x, x == 2)"})
  void what_asks_about_nothing_is_refused(String text) {
    assertThat(((Conditions.Malformed) LANGUAGE.parse(text)).why()).contains("about nothing");
  }

  @Test
  void it_knows_which_facts_it_is_about() {
    assertThat(condition("claims.loa > 1 || 'x' in account.groups").facts())
        .containsExactlyInAnyOrder("claims", "account.groups");
  }

  @Test
  void its_length_is_bounded() {
    String text = "account.name == '" + "a".repeat(Conditions.LONGEST) + "'";
    assertThat(((Conditions.Malformed) LANGUAGE.parse(text)).why()).contains("longer than");
    String deep = "(".repeat(900) + "account.name == 'a'" + ")".repeat(900);
    assertThat(LANGUAGE.parse(deep)).isInstanceOf(Conditions.Malformed.class);
  }

  @Test
  void a_hostile_claim_costs_no_more_than_the_bound() {
    List<String> many = Collections.nCopies(300, "a".repeat(50));
    Facts facts = new Facts().json("claims", Map.of("list", many));
    Answer nested =
        condition(
                "claims.list.all(a, claims.list.all(b, claims.list.all(c, claims.list.all(d,"
                    + " a == b))))")
            .ask(facts);
    assertThat(nested).isInstanceOf(Answer.Failed.class);
    // Each + of a regular expression would cost exponential time in a backtracking engine.
    Facts backtracking = new Facts().json("claims", Map.of("text", "a".repeat(5_000) + "!"));
    assertThat(condition("claims.text.matches('^(a+)+$')").ask(backtracking))
        .isEqualTo(new Answer.No());
  }

  @Test
  void a_claim_that_goes_in_circles_or_has_odd_values_does_no_harm() {
    Map<String, Object> circle = new HashMap<>();
    circle.put("self", circle);
    circle.put("nothing", null);
    circle.put("odd", new Object());
    circle.put("name", "ana");
    Facts facts = new Facts().json("claims", circle);
    assertThat(condition("claims.self.self.name == 'ana'").ask(facts)).isEqualTo(new Answer.Yes());
    assertThat(condition("has(claims.nothing) || has(claims.odd)").ask(facts))
        .isEqualTo(new Answer.No());
  }

  private static Answer ask(String text) {
    return condition(text)
        .ask(
            new Facts()
                .text("account.name", "ana")
                .number("account.uid", 5000)
                .texts("account.groups", List.of("ice", "project1"))
                .time("now", Instant.parse("2026-03-02T12:00:00Z"))
                .json(
                    "claims",
                    Map.of(
                        "loa",
                        2,
                        "verified",
                        false,
                        "text",
                        "letters",
                        "wrong",
                        "(",
                        "large",
                        "((a{100}){100}){100}",
                        "affiliation",
                        List.of("staff", "member"),
                        "address",
                        Map.of("country", "DE"))));
  }

  private static Condition condition(String text) {
    return assertThat(LANGUAGE.parse(text))
        .asInstanceOf(type(Conditions.Parsed.class))
        .actual()
        .condition();
  }
}
