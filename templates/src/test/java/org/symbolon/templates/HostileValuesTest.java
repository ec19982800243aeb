package org.symbolon.templates;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every text of every page, given as an attacker would choose it. */
class HostileValuesTest {
  private static final String EVIL = "\"'><script>alert(1)</script><b onclick=x style=y>&amp;";
  private static final Optional<String> ALSO_EVIL = Optional.of(EVIL);

  private final Pages pages = new Pages();

  static Stream<Page> samples() {
    return Samples.pages().values().stream();
  }

  static Stream<Page> hostile() {
    Form form = new Form("/there", EVIL, ALSO_EVIL);
    SignedInAs person = new SignedInAs(EVIL, ALSO_EVIL, Optional.of("/\"><script>"));
    List<ScopeLine> lines = List.of(new ScopeLine(EVIL, EVIL, ALSO_EVIL, ALSO_EVIL));
    Optional<Link> next = Optional.of(new Link(EVIL, "https://x.example/\"onclick=\"x"));
    return Stream.of(
        new Consent(form, EVIL, EVIL, List.of(EVIL), person, lines, lines, lines, true),
        new DeviceConfirm(form, EVIL, EVIL, EVIL, EVIL, person, lines, lines),
        new DeviceDone(DeviceDone.Outcome.APPROVED, ALSO_EVIL, "/'><script>"),
        new DeviceDone(DeviceDone.Outcome.DENIED, ALSO_EVIL, "/'><script>"),
        new DeviceDone(DeviceDone.Outcome.EXPIRED, ALSO_EVIL, "/'><script>"),
        new DeviceEntry(form, EVIL, ALSO_EVIL),
        new ErrorPage(EVIL, EVIL, EVIL, next, EVIL),
        new FormPost("https://x.example/\"><script>", EVIL, Map.of(EVIL, EVIL), "/\"><script>"),
        new Account(
            person,
            List.of(new Account.Entry(EVIL, EVIL, EVIL, List.of(EVIL), lines, EVIL)),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            Optional.of("/\"><script>"),
            form,
            form,
            Optional.of(new Account.Answer(EVIL, EVIL, EVIL, lines, lines)),
            ALSO_EVIL),
        new RegisterProgram(
            form,
            new RegisterProgram.Typed(EVIL, EVIL, EVIL, "</textarea>" + EVIL),
            List.of(new RegisterProgram.Offered(lines.getFirst(), true)),
            Optional.empty(),
            Fields.OF_REGISTRATION.stream()
                .collect(Collectors.toMap(Function.identity(), field -> EVIL)),
            "/\"><script>"),
        new ProgramRegistered(
            EVIL,
            List.of(new ProgramRegistered.Given(EVIL, EVIL, EVIL, ALSO_EVIL)),
            "/\"><script>"),
        new SignOut(form, person, ALSO_EVIL),
        new SigningOut(List.of("https://x.example/\"onload=\"x"), next.orElseThrow()),
        new Front(
            "https://\"><script>",
            "https://\"><script>",
            Optional.of("/\"><script>"),
            "/\"><script>"),
        new Message(EVIL, List.of(EVIL), next),
        new PasswordSignIn(form, EVIL, ALSO_EVIL, ALSO_EVIL, Optional.of("/\"><script>")),
        new Refused(person, ALSO_EVIL, EVIL, lines, next, EVIL),
        new SignInChoice(List.of(next.orElseThrow()), ALSO_EVIL),
        new Unavailable(EVIL, Duration.ofSeconds(5), Optional.of("/\"><script>"), EVIL));
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void nothing_a_stranger_chose_becomes_markup(Page page) {
    Site site =
        new Site(
            EVIL,
            Optional.of("/\"><script>"),
            Optional.of(new Site.Help(EVIL, Optional.of("mailto:\"><script>"))),
            "/\"><script>");

    noScriptNoStyle(page, new Markup(pages.render(site, page)));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void no_page_carries_script_or_style_or_anything_from_elsewhere(Page page) {
    Markup markup = new Markup(pages.render(Samples.site(), page));

    noScriptNoStyle(page, markup);
    assertThat(markup.values("src")).allMatch(source -> source.startsWith("/"));
    assertThat(markup.named("link"))
        .allSatisfy(link -> assertThat(link.get("href").orElseThrow()).startsWith("/"));
  }

  private static void noScriptNoStyle(Page page, Markup markup) {
    assertThat(markup.named("script"))
        .hasSize(page instanceof FormPost ? 1 : 0)
        .allSatisfy(script -> assertThat(script.get("src").orElseThrow()).startsWith("/"));
    assertThat(markup.named("iframe"))
        .hasSize(page instanceof SigningOut out ? out.frames().size() : 0);
    assertThat(markup.tags())
        .noneMatch(tag -> List.of("style", "object").contains(tag.name()))
        .allSatisfy(
            tag ->
                assertThat(tag.attributes().keySet())
                    .noneMatch(name -> name.startsWith("on") || name.equals("style")));
  }
}
