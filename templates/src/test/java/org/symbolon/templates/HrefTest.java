package org.symbolon.templates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HrefTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"/", "/device?user_code=BDFG-HKLM", "https://a.example/b", "http://[::1]"})
  void a_link_goes_to_a_path_or_a_web_address(String href) {
    assertThat(new Link("on", href).href()).isEqualTo(href);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        " javascript:alert(1)",
        "data:text/html,x",
        "mailto:a@b.example",
        "//elsewhere.example",
        "/\\elsewhere.example",
        "/\t/elsewhere.example",
        "/a\nb",
        "/ü",
        "device"
      })
  void a_link_goes_nowhere_else(String href) {
    assertThatThrownBy(() -> new Link("on", href)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://elsewhere.example/", "//elsewhere.example", "javascript:x", ""})
  void a_form_a_logo_and_a_stylesheet_stay_on_this_origin(String href) {
    assertThatThrownBy(() -> Form.to(href, "csrf")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Site("Site", Optional.of(href), Optional.empty(), "/style.css"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Site("Site", Optional.empty(), Optional.empty(), href))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void help_may_be_asked_by_mail() {
    Optional<String> mail = Optional.of("mailto:help@lakeside.example");

    assertThat(new Site.Help("Ask us.", mail).href()).isEqualTo(mail);
    assertThatThrownBy(() -> new Site.Help("Ask us.", Optional.of("javascript:x")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
