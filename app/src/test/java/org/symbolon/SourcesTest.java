package org.symbolon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.symbolon.resolver.contract.FaultySource.Fault;
import org.symbolon.web.Answer;
import org.symbolon.web.TestBrowser;

/** Sources that fail and people with evil names, from outside. */
class SourcesTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What means something to LDAP, to SQL, to a shell or to a file system. */
  private static final List<String> EVIL =
      List.of(
          "*",
          "%",
          "ana*",
          "*)(uid=*",
          "ana)(|(uid=*",
          "ana\\2a",
          "ana' OR '1'='1",
          "ana'; DROP TABLE people; --",
          "ana\" OR \"\"=\"",
          "$(touch evil)",
          "`touch evil`",
          "ana;touch evil",
          "ana#",
          "-ana",
          "..\\ana");

  @TempDir private static Path folder;
  private static SourcesSite site;
  private static final Map<String, String> REFRESH_TOKENS = new HashMap<>();

  @BeforeAll
  static void start() throws Exception {
    site = new SourcesSite(folder, EVIL);
    for (String issuer : SourcesSite.ISSUERS) {
      JsonNode device = device(issuer, "offline_access storage.read:/data");
      approve(issuer, device, "ana");
      REFRESH_TOKENS.put(issuer, json(poll(issuer, device)).get("refresh_token").asText());
    }
  }

  @AfterAll
  static void stop() throws Exception {
    if (site != null) {
      site.close();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "directory, REFUSED",
    "directory, BLACK_HOLE",
    "directory, SLOW",
    "directory, HALF",
    "directory, GARBAGE",
    "records, REFUSED",
    "records, BLACK_HOLE",
    "records, SLOW",
    "records, HALF",
    "records, GARBAGE"
  })
  void down_is_not_denied_and_others_are_served_meanwhile(String issuer, Fault fault)
      throws Exception {
    site.network(issuer).be(fault);
    try {
      long begin = System.nanoTime();
      CompletableFuture<HttpResponse<String>> waiting =
          CompletableFuture.supplyAsync(() -> refresh(issuer), Thread::startVirtualThread);
      HttpResponse<String> other = refresh("files");
      assertThat(other.statusCode()).as(other.body()).isEqualTo(200);
      assertThat(waiting.join().statusCode()).as(waiting.join().body()).isEqualTo(503);
      assertThat(waiting.join().body()).contains("temporarily_unavailable");
      assertThat(waiting.join().headers().firstValue("Retry-After")).isPresent();
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
    } finally {
      site.network(issuer).be(Fault.NONE);
    }
    HttpResponse<String> healed = healed(issuer);
    assertThat(healed.statusCode()).as("nothing was consumed: " + healed.body()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"directory", "records"})
  void a_device_stays_pending_while_its_source_is_down(String issuer) throws Exception {
    JsonNode device = device(issuer, "storage.read:/data");
    approve(issuer, device, "ana");
    site.network(issuer).be(Fault.BLACK_HOLE);
    try {
      assertThat(poll(issuer, device).body()).contains("authorization_pending");
    } finally {
      site.network(issuer).be(Fault.NONE);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"files", "directory", "records"})
  void an_evil_name_is_nobody_and_changes_nothing(String issuer) throws Exception {
    List<Integer> people = site.people();
    for (String name : EVIL) {
      JsonNode device = device(issuer, "storage.read:/data");
      Answer page = signIn(issuer, device, name);
      assertThat(page.status()).as(name).isEqualTo(403);
      assertThat(page.body())
          .as(name)
          .containsAnyOf(
              "There is no account", "Your login gives no account name that a token can carry")
          .doesNotContain("value=\"approve\"");
    }
    assertThat(site.people()).isEqualTo(people);
    assertThat(folder.resolve("evil")).doesNotExist();
    assertThat(Path.of("evil")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/data/%24%28touch%20evil%29",
        "/x%27%20OR%20%271%27%3D%271",
        "/x%27%3B%20DROP%20TABLE%20people%3B%20--",
        "/%2A%29%28uid%3D%2A",
        "/%2A",
        "/x%5C..%5C..",
        "/%60touch%20evil%60"
      })
  void an_evil_path_is_judged_as_any_other_that_is_not_there(String path) throws Exception {
    List<Integer> people = site.people();
    String plain = path.substring(0, path.lastIndexOf('/') + 1) + "plain";
    for (String issuer : SourcesSite.ISSUERS) {
      assertThat(mayApprove(issuer, "storage.read:" + path))
          .as(issuer)
          .isEqualTo(mayApprove(issuer, "storage.read:" + plain));
    }
    assertThat(site.people()).isEqualTo(people);
    assertThat(folder.resolve("evil")).doesNotExist();
    assertThat(Path.of("evil")).doesNotExist();
  }

  private static boolean mayApprove(String issuer, String scope) throws Exception {
    return signIn(issuer, device(issuer, scope), "ana").body().contains("value=\"approve\"");
  }

  @Test
  void a_list_of_people_that_is_gone_denies_nobody() throws Exception {
    Path passwd = folder.resolve("passwd");
    Path aside = folder.resolve("passwd.aside");
    Files.move(passwd, aside);
    try {
      HttpResponse<String> answer = refresh("files");
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
      assertThat(answer.body()).contains("temporarily_unavailable");
    } finally {
      Files.move(aside, passwd);
    }
    assertThat(refresh("files").statusCode()).isEqualTo(200);
  }

  private static HttpResponse<String> refresh(String issuer) {
    try {
      HttpResponse<String> answer =
          site.post(
              issuer,
              "/oauth2/token",
              Map.of(
                  "grant_type",
                  "refresh_token",
                  "client_id",
                  "cli",
                  "refresh_token",
                  REFRESH_TOKENS.get(issuer)));
      if (answer.statusCode() == 200) {
        REFRESH_TOKENS.put(issuer, json(answer).get("refresh_token").asText());
      }
      return answer;
    } catch (Exception failed) {
      throw new AssertionError(failed);
    }
  }

  /** Connections recover a moment later. */
  private static HttpResponse<String> healed(String issuer) {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    HttpResponse<String> answer = refresh(issuer);
    while (answer.statusCode() == 503 && System.nanoTime() < end) {
      answer = refresh(issuer);
    }
    return answer;
  }

  private static JsonNode device(String issuer, String scope) throws Exception {
    HttpResponse<String> started =
        site.post(
            issuer, "/oauth2/device_authorization", Map.of("client_id", "cli", "scope", scope));
    assertThat(started.statusCode()).as(started.body()).isEqualTo(200);
    return json(started);
  }

  private static HttpResponse<String> poll(String issuer, JsonNode device) throws Exception {
    return site.post(
        issuer,
        "/oauth2/token",
        Map.of(
            "grant_type",
            "urn:ietf:params:oauth:grant-type:device_code",
            "client_id",
            "cli",
            "device_code",
            device.get("device_code").asText()));
  }

  private static Answer signIn(String issuer, JsonNode device, String name) {
    return signIn(new TestBrowser(site.origin()), issuer, device, name);
  }

  private static Answer signIn(TestBrowser browser, String issuer, JsonNode device, String name) {
    Answer page =
        browser.submit(
            browser.get("/" + issuer + "/device"),
            Map.of("user_code", device.get("user_code").asText()));
    Answer password = settle(browser, page);
    return settle(
        browser,
        browser.submit(password, Map.of("username", name, "password", SourcesSite.PASSWORD)));
  }

  /** Goes on until a page wants something. */
  private static Answer settle(TestBrowser browser, Answer answer) {
    Answer page = answer;
    while (page.status() == 302 || page.status() == 303 || !page.header("Refresh").isEmpty()) {
      page = browser.follow(page);
    }
    return page;
  }

  private static void approve(String issuer, JsonNode device, String name) {
    TestBrowser browser = new TestBrowser(site.origin());
    Answer confirm = signIn(browser, issuer, device, name);
    assertThat(browser.submit(confirm, Map.of("decision", "approve")).body())
        .as(issuer)
        .contains("Approved");
  }

  private static JsonNode json(HttpResponse<String> answer) throws Exception {
    return JSON.readTree(answer.body());
  }
}
