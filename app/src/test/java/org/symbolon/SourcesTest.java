package org.symbolon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
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

  /** What costs a request its whole timeout. */
  private static final Set<Fault> HANGING = Set.of(Fault.BLACK_HOLE, Fault.SLOW, Fault.HALF);

  @TempDir private static Path folder;
  private static SourcesSite site;
  private static DeviceTool tool;
  private static final Map<String, String> REFRESH_TOKENS = new ConcurrentHashMap<>();

  /** Ana's, who signs in once at each issuer: checking a password is what takes longest here. */
  private static final Map<String, TestBrowser> BROWSERS = new HashMap<>();

  @BeforeAll
  static void start() throws Exception {
    site = new SourcesSite(folder, EVIL);
    tool = site.tool();
    for (String issuer : SourcesSite.ISSUERS) {
      BROWSERS.put(issuer, tool.browser());
      REFRESH_TOKENS.put(
          issuer,
          tool.approved(ana(issuer), issuer, "ana", "offline_access storage.read:/data")
              .get("refresh_token")
              .asText());
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
      int servedMeanwhile = 0;
      do {
        HttpResponse<String> other = refresh("files");
        assertThat(other.statusCode()).as(other.body()).isEqualTo(200);
        if (!waiting.isDone()) {
          servedMeanwhile++;
        }
      } while (!waiting.isDone());
      if (HANGING.contains(fault)) {
        // Each began and ended while the request before it hung.
        assertThat(servedMeanwhile).isPositive();
      }
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
    JsonNode device = tool.device(issuer, "storage.read:/data");
    tool.approve(ana(issuer), issuer, device, "ana");
    site.network(issuer).be(Fault.BLACK_HOLE);
    try {
      assertThat(tool.poll(issuer, device).body()).contains("authorization_pending");
    } finally {
      site.network(issuer).be(Fault.NONE);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"files", "directory", "records"})
  void an_evil_name_is_nobody_and_changes_nothing(String issuer) throws Exception {
    List<Integer> people = site.people();
    for (String name : EVIL) {
      JsonNode device = tool.device(issuer, "storage.read:/data");
      Answer page = tool.enter(tool.browser(), issuer, device, name);
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
    return tool.enter(ana(issuer), issuer, tool.device(issuer, scope), "ana")
        .body()
        .contains("value=\"approve\"");
  }

  private static TestBrowser ana(String issuer) {
    return Objects.requireNonNull(BROWSERS.get(issuer));
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
          tool.refresh(issuer, Objects.requireNonNull(REFRESH_TOKENS.get(issuer)), Map.of());
      if (answer.statusCode() == 200) {
        REFRESH_TOKENS.put(issuer, DeviceTool.json(answer).get("refresh_token").asText());
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
}
