package org.symbolon.templates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pictures of every page, for people to look at, in {@code target/screenshots}. */
class ScreenshotTest {
  private static final Path PICTURES = Path.of("target", "screenshots");

  @TempDir Path scratch;

  @BeforeEach
  void a_browser_is_needed() {
    boolean mustRun = "1".equals(System.getenv("SYMBOLON_TESTS_MUST_RUN"));
    assumeTrue(mustRun || Chromium.installed(), "Chromium is not installed: no screenshots");
  }

  @ParameterizedTest
  @CsvSource({
    "PHONE, false",
    "PHONE, true",
    "SMALL_PHONE, false",
    "DESKTOP, false",
    "DESKTOP, true"
  })
  void every_page_shows_in_the_site_s_colours_under_its_security_policy(
      Gallery.Sheet sheet, boolean dark) throws IOException, InterruptedException {
    Path whole = scratch.resolve("sheet.png");
    try (Gallery gallery = new Gallery()) {
      Map<String, Rectangle> places = gallery.places(sheet);
      String said =
          Chromium.photograph(
              gallery.url(sheet),
              whole,
              sheet.width * sheet.columns,
              sheet.height * sheet.rows(places.size()),
              dark,
              scratch);
      assertThat(said).doesNotContain("Content Security Policy");

      BufferedImage picture = ImageIO.read(whole.toFile());
      for (Map.Entry<String, Rectangle> place : places.entrySet()) {
        check(cut(picture, place.getValue(), file(place.getKey(), sheet, dark)), dark);
      }
    }
  }

  private static void check(BufferedImage page, boolean dark) {
    Theme theme = dark ? Theme.DARK : Theme.LIGHT;
    int bar =
        Integer.parseInt(Accent.of(Colour.of(Samples.ACCENT), theme).fill().hex().substring(1), 16);
    // The bar across the top is drawn in the site's colour: stylesheet and scheme have arrived.
    assertThat(page.getRGB(page.getWidth() / 2, 1) & 0xffffff).isEqualTo(bar);
  }

  private static BufferedImage cut(BufferedImage whole, Rectangle place, File file)
      throws IOException {
    BufferedImage page = whole.getSubimage(place.x, place.y, place.width, place.height);
    ImageIO.write(page, "png", file);
    return page;
  }

  private static File file(String name, Gallery.Sheet sheet, boolean dark) throws IOException {
    Files.createDirectories(PICTURES);
    String kind = sheet.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    return PICTURES.resolve(name + "." + kind + (dark ? ".dark" : ".light") + ".png").toFile();
  }
}
