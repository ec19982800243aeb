package org.symbolon.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A site's picture. */
class LogoTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "logo.svg, image/svg+xml",
    "logo.PNG, image/png",
    "logo.jpeg, image/jpeg",
    "logo.webp, image/webp",
    "logo.gif, image/gif"
  })
  void a_picture_is_served_under_its_hash_with_its_type(String name, String type) throws Exception {
    Path file = Files.writeString(folder.resolve(name), "picture");
    Asset logo = Asset.logo(file);
    assertThat(logo.type()).isEqualTo(type);
    assertThat(logo.path()).matches("/logo\\.[0-9a-f]{16}\\.[a-z]+");
    Files.writeString(file, "another");
    assertThat(Asset.logo(file).path()).isNotEqualTo(logo.path());
  }

  @Test
  void what_is_no_picture_stops_the_start() throws Exception {
    Path script = Files.writeString(folder.resolve("logo.html"), "<script>");
    assertThatThrownBy(() -> Asset.logo(script))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(".html");
    assertThatThrownBy(() -> Asset.logo(folder.resolve("missing.png")))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("missing.png");
  }
}
