package org.symbolon.templates;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PagesTest {
  private final Pages pages = new Pages();

  static Stream<Page> samples() {
    return Samples.pages().values().stream();
  }

  @Test
  void there_is_a_sample_of_every_kind_of_page() {
    Set<Class<?>> shown = samples().map(Object::getClass).collect(Collectors.toSet());

    assertThat(shown).containsExactlyInAnyOrder(Page.class.getPermittedSubclasses());
  }

  @ParameterizedTest
  @MethodSource("samples")
  void every_page_renders_as_a_whole_document_in_the_site_s_look(Page page) {
    String html = pages.render(Samples.site(), page);

    assertThat(html)
        .startsWith("<!DOCTYPE html>")
        .contains("</html>")
        .contains("Lakeside Physics Laboratory", "mailto:help@lakeside.example", "/logo.svg")
        .contains(Samples.STYLESHEET.hash());
  }

  @Test
  void the_device_page_shows_the_code_the_program_the_origin_and_the_permissions() {
    assertThat(pages.render(Samples.site(), Samples.confirm()))
        .contains("BDFG-HKLM", "B D F G, H K L M", "rucio on login3", "today 14:05 UTC")
        .contains("192.0.2.17", "Ana Sousa", "Read files below /data/ana/project1")
        .contains("What lies below was not checked", "The directory belongs to bruno");
  }

  @Test
  void approve_and_deny_are_posted_with_the_form_s_secrets() {
    assertThat(pages.render(Samples.site(), Samples.confirm()))
        .contains("<form method=\"post\" action=\"/somewhere\"")
        .contains("name=\"csrf\" value=\"c5rf\"", "name=\"transaction\" value=\"tr4n\"")
        .contains("name=\"decision\" value=\"deny\"", "name=\"decision\" value=\"approve\"");
  }
}
