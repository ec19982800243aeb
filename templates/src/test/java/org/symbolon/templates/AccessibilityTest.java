package org.symbolon.templates;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What keyboards, screen readers and password managers need of every page. */
class AccessibilityTest {
  private final Pages pages = new Pages();

  static Stream<Page> samples() {
    return Samples.pages().values().stream();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void every_page_has_one_heading_its_landmarks_a_language_and_a_title(Page page) {
    Markup markup = markup(page);

    for (String once : List.of("h1", "header", "main", "footer", "title")) {
      assertThat(markup.named(once)).as(once).hasSize(1);
    }
    assertThat(markup.named("html").getFirst().get("lang")).contains("en");
  }

  @ParameterizedTest
  @MethodSource("samples")
  void every_input_a_person_sees_has_a_label(Page page) {
    Markup markup = markup(page);
    List<String> labelled =
        markup.named("label").stream().flatMap(l -> l.get("for").stream()).toList();

    assertThat(Stream.concat(markup.named("input").stream(), markup.named("textarea").stream()))
        .filteredOn(input -> !input.get("type").orElse("").equals("hidden"))
        .allSatisfy(input -> assertThat(labelled).contains(input.get("id").orElseThrow()));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void what_an_element_refers_to_is_there_once(Page page) {
    Markup markup = markup(page);
    List<String> ids = markup.values("id");
    Stream<String> referred =
        Stream.of("aria-describedby", "aria-labelledby", "for")
            .flatMap(attribute -> markup.values(attribute).stream())
            .flatMap(value -> Stream.of(value.split(" ")));

    assertThat(ids).doesNotHaveDuplicates();
    assertThat(ids).containsAll(referred.toList());
  }

  @ParameterizedTest
  @MethodSource("samples")
  void at_most_one_field_takes_the_focus(Page page) {
    assertThat(markup(page).values("autofocus")).hasSizeLessThanOrEqualTo(1);
  }

  @Test
  void the_code_field_neither_corrects_nor_remembers() {
    Markup.Tag code = input("device-entry", "user_code");

    assertThat(code.attributes())
        .containsEntry("autocomplete", "off")
        .containsEntry("autocapitalize", "characters")
        .containsEntry("spellcheck", "false")
        .containsKey("autofocus");
  }

  @Test
  void a_password_manager_finds_its_fields() {
    assertThat(input("password-sign-in", "username").get("autocomplete")).contains("username");
    assertThat(input("password-sign-in", "password").get("autocomplete"))
        .contains("current-password");
  }

  @Test
  void after_a_wrong_password_the_name_stays_and_the_password_takes_the_focus() {
    assertThat(input("password-sign-in-wrong", "username").get("value")).contains("ana");
    assertThat(input("password-sign-in-wrong", "password").get("value")).isEmpty();
    assertThat(input("password-sign-in-wrong", "password").get("autofocus")).isPresent();
  }

  @Test
  void an_error_is_announced_and_tied_to_its_field() {
    Markup.Tag code = input("device-entry-wrong", "user_code");

    assertThat(code.get("aria-invalid")).contains("true");
    assertThat(code.get("aria-describedby")).contains("error hint");
    assertThat(markup(page("device-entry-wrong")).values("role")).contains("alert");
  }

  @Test
  void each_problem_of_a_long_form_is_tied_to_its_field_and_the_first_takes_the_focus() {
    Markup.Tag name = input("register-wrong", "name");
    Markup.Tag addresses = markup(page("register-wrong")).named("textarea").getFirst();

    assertThat(name.attributes()).containsKey("autofocus").containsEntry("aria-invalid", "true");
    assertThat(name.get("aria-describedby")).contains("name-problem name-hint");
    assertThat(addresses.get("aria-describedby")).contains("addresses-problem addresses-hint");
    assertThat(markup(page("register-wrong")).named("title")).hasSize(1);
    assertThat(markup(page("register-wrong")).values("role")).containsOnlyOnce("alert");
  }

  @Test
  void choices_that_belong_together_are_one_group_with_a_name() {
    Markup register = markup(page("register"));

    assertThat(register.named("fieldset")).hasSize(3);
    assertThat(register.named("legend")).hasSize(3);
    assertThat(input("register", "kind").attributes()).containsKey("required");
  }

  @Test
  void approve_and_deny_are_both_plain_buttons_of_the_same_form() {
    List<Markup.Tag> buttons = markup(page("device-confirm")).named("button");

    assertThat(buttons).hasSize(2);
    assertThat(buttons).allSatisfy(button -> assertThat(button.get("type")).contains("submit"));
  }

  private Markup.Tag input(String page, String name) {
    return markup(page(page)).named("input").stream()
        .filter(input -> input.get("name").orElse("").equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static Page page(String name) {
    return Objects.requireNonNull(Samples.pages().get(name), name);
  }

  private Markup markup(Page page) {
    return new Markup(pages.render(Samples.site(), page));
  }
}
