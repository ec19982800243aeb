package org.symbolon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Registering a client by hand in a real browser: by keyboard, and what it remembers. */
class OwnClientBrowserTest {
  private static final Path SCREENSHOTS = Path.of("target", "screenshots");

  @TempDir private static Path directory;
  private static Chromium chromium;
  private static OwnClientSite site;

  @BeforeAll
  static void start() throws Exception {
    chromium = Chromium.start();
    site = new OwnClientSite(directory);
    Files.createDirectories(SCREENSHOTS);
  }

  @AfterAll
  static void stop() throws Exception {
    if (site != null) {
      site.close();
    }
    if (chromium != null) {
      chromium.close();
    }
  }

  @Test
  void a_client_is_registered_by_keyboard_and_its_secret_is_gone_with_the_page() {
    try (BrowserContext context = chromium.desktop(ColorScheme.LIGHT)) {
      List<String> complaints = new CopyOnWriteArrayList<>();
      Page page = signedIn(context);
      page.onConsoleMessage(message -> complaints.add(message.text()));
      page.getByRole(AriaRole.LINK, named("Register a program of your own")).press("Enter");
      page.waitForSelector("h1:has-text('Register a program')");
      shot(page, "register.desktop.light");

      page.getByLabel("Name", exactly()).focus();
      page.keyboard().type("Plotter of Alice");
      page.keyboard().press("Tab");
      page.keyboard().press("Space");
      page.keyboard().press("Tab");
      page.keyboard().press("Space");
      page.keyboard().press("Tab");
      page.keyboard().type("https://plots.lab.example/callback#top");
      page.keyboard().press("Tab");
      hasFocus(page, "scope-0");
      page.keyboard().press("Tab");
      page.keyboard().press("Space");
      page.getByRole(AriaRole.BUTTON, button("Register")).press("Enter");

      page.waitForSelector("p[role=alert]");
      assertThat(page.title()).startsWith("Error: ");
      hasFocus(page, "addresses");
      assertThat(page.isChecked("#kind-web")).isTrue();
      assertThat(page.isChecked("#scope-1")).isTrue();
      shot(page, "register-wrong.desktop.light");
      page.getByLabel("Where people come back to").fill("https://plots.lab.example/callback");
      page.getByRole(AriaRole.BUTTON, button("Register")).press("Enter");

      page.waitForSelector("h1:has-text('Your program is registered')");
      shot(page, "registered.desktop.light");
      String secret = page.locator("dt:has-text('client_secret') + dd code").innerText();
      assertThat(secret).hasSize(43);

      Response reloaded = page.reload();
      assertThat(reloaded.status()).isEqualTo(409);
      assertThat(page.content()).contains("This form was sent before").doesNotContain(secret);
      page.navigate(site.tool().origin() + "/own/account");
      assertThat(page.content()).contains("Plotter of Alice").doesNotContain(secret);
      assertThat(complaints).noneMatch(text -> text.contains("Content Security Policy"));
    }
  }

  @Test
  void going_back_to_the_page_with_the_secret_does_not_show_it_again() {
    try (BrowserContext context = chromium.phone(ColorScheme.DARK)) {
      Page page = signedIn(context);
      page.navigate(site.tool().origin() + "/own/account/register");
      shot(page, "register.phone.dark");
      page.getByLabel("Name", exactly()).fill("Instrument");
      page.getByLabel("A program without a browser").check();
      page.getByLabel("Yes: it gets one").check();
      page.getByRole(AriaRole.BUTTON, button("Register")).click();
      page.waitForSelector("h1:has-text('Your program is registered')");
      shot(page, "registered.phone.dark");

      page.getByRole(AriaRole.LINK, named("I have copied it: go to my account")).click();
      page.waitForSelector("h1:has-text('Your account')");
      shot(page, "account-registered.phone.dark");
      assertThatThrownBy(page::goBack)
          .as("the browser has kept nothing, and asks before it sends the form again")
          .isInstanceOf(PlaywrightException.class)
          .hasMessageContaining("ERR_CACHE_MISS");
    }
  }

  @Test
  void the_browser_itself_says_what_is_missing() {
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      try (BrowserContext context =
          scheme == ColorScheme.LIGHT ? chromium.phone(scheme) : chromium.desktop(scheme)) {
        Page page = signedIn(context);
        page.navigate(site.tool().origin() + "/own/account/register");
        shot(page, scheme == ColorScheme.LIGHT ? "register.phone.light" : "register.desktop.dark");
        page.getByRole(AriaRole.BUTTON, button("Register")).click();
        hasFocus(page, "name");
        page.getByLabel("Name", exactly()).fill("Nameless kind");
        page.getByRole(AriaRole.BUTTON, button("Register")).click();
        hasFocus(page, "kind-web");
        assertThat(page.querySelectorAll("p[role=alert]")).as("nothing was sent").isEmpty();
      }
    }
  }

  private static Page signedIn(BrowserContext context) {
    Page page = context.newPage();
    page.navigate(site.tool().origin() + "/own/account");
    page.fill("input[name=username]", "alice");
    page.fill("input[name=password]", OwnClientSite.PASSWORD);
    page.click("button:has-text('Sign in')");
    page.waitForSelector("h1:has-text('Your account')");
    return page;
  }

  /** A page's first wrong field takes the focus once it is drawn, which may be a little later. */
  private static void hasFocus(Page page, String id) {
    page.waitForSelector("#" + id + ":focus");
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }

  private static Page.GetByRoleOptions button(String name) {
    return named(name).setExact(true);
  }

  private static Page.GetByLabelOptions exactly() {
    return new Page.GetByLabelOptions().setExact(true);
  }

  private static void shot(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(SCREENSHOTS.resolve("own-" + name + ".png"))
            .setFullPage(true));
  }
}
