package org.symbolon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A lab without an institution: people sign in with the password that their directory knows. */
class DirectoryLoginTest {
  @TempDir private static Path folder;

  private static LabDirectory directory;
  private static RunningCommand gateway;
  private static String origin;

  @BeforeAll
  static void start() throws Exception {
    directory = new LabDirectory();
    TestAddress address = TestAddress.fresh();
    origin = "http://" + address;
    assertThat(run("master-key", "new", folder.resolve("master.key").toString())).isEmpty();
    gateway =
        new RunningCommand("serve", "--config", configuration(address, "directory").toString());
  }

  @AfterAll
  static void stop() throws Exception {
    if (gateway != null) {
      gateway.close();
    }
    directory.close();
  }

  @Test
  void who_knows_the_directorys_password_is_signed_in() throws Exception {
    HttpResponse<String> answer = signIn("ana", LabDirectory.PASSWORD);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("<bdi>ana</bdi>", "The tool");
  }

  @Test
  void a_wrong_password_an_unknown_name_and_a_locked_account_look_alike() throws Exception {
    for (String[] typed :
        new String[][] {
          {"ana", "wrong horse"},
          {"nobody", LabDirectory.PASSWORD},
          {"eve", LabDirectory.PASSWORD},
          {"ana", ""},
          {"*", LabDirectory.PASSWORD},
          {"ana)(uid=*", LabDirectory.PASSWORD}
        }) {
      HttpResponse<String> answer = signIn(typed[0], typed[1]);
      assertThat(answer.statusCode()).as(typed[0]).isEqualTo(400);
      assertThat(answer.body()).contains("The name or the password is wrong.");
    }
  }

  @Test
  void while_the_directory_is_down_the_page_says_so() throws Exception {
    directory.down();
    try {
      HttpResponse<String> answer = signIn("ana", LabDirectory.PASSWORD);
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.headers().firstValue("Retry-After")).isPresent();
      assertThat(answer.body()).contains("Lab account");
    } finally {
      directory.up();
    }
    assertThat(signIn("ana", LabDirectory.PASSWORD).statusCode()).isEqualTo(200);
  }

  @Test
  void a_resolver_that_checks_no_passwords_is_found_by_check() throws Exception {
    assertThat(run("check", "--config", configuration(TestAddress.fresh(), "files").toString()))
        .contains("login lab: the resolver files checks no passwords");
  }

  @Test
  void a_resolver_that_is_not_configured_is_found_by_check() throws Exception {
    assertThat(run("check", "--config", configuration(TestAddress.fresh(), "direktory").toString()))
        .contains("did you mean directory?");
  }

  /** From the program's wish to the page after the password. */
  private static HttpResponse<String> signIn(String name, String password) throws Exception {
    try (HttpClient browser =
        HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build()) {
      HttpResponse<String> page =
          send(
              browser,
              HttpRequest.newBuilder(
                      URI.create(
                          origin
                              + "/oauth2/authorize?response_type=code&client_id=tool&scope=openid&state=s"
                              + "&redirect_uri=http%3A%2F%2F127.0.0.1%3A4321%2Fback"
                              + "&code_challenge_method=S256&code_challenge="
                              + "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"))
                  .GET());
      String form =
          "csrf=%s&transaction=%s&username=%s&password=%s"
              .formatted(
                  hidden(page, "csrf"),
                  hidden(page, "transaction"),
                  encoded(name),
                  encoded(password));
      HttpResponse<String> answer =
          send(
              browser,
              HttpRequest.newBuilder(page.uri().resolve(action(page)))
                  .header("Content-Type", "application/x-www-form-urlencoded")
                  .POST(HttpRequest.BodyPublishers.ofString(form)));
      return answer.headers().firstValue("Refresh").isEmpty()
          ? answer
          : send(
              browser,
              HttpRequest.newBuilder(
                      answer
                          .uri()
                          .resolve(answer.headers().firstValue("Refresh").get().substring(7)))
                  .GET());
    }
  }

  private static HttpResponse<String> send(HttpClient browser, HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return browser.send(
        request.header("Accept", "text/html").build(), HttpResponse.BodyHandlers.ofString());
  }

  private static String hidden(HttpResponse<String> page, String name) {
    return found(page, "name=\"" + name + "\" value=\"([^\"]*)\"");
  }

  private static String action(HttpResponse<String> page) {
    return found(page, "<form[^>]* action=\"([^\"]*)\"");
  }

  private static String found(HttpResponse<String> page, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(page.body());
    assertThat(matcher.find()).as(page.body()).isTrue();
    return matcher.group(1);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static Path configuration(TestAddress address, String passwords) throws IOException {
    Path file = folder.resolve("tokens-" + address.port() + ".yaml");
    return Files.writeString(
        file,
        """
        database: sqlite:%4$s/symbolon-%5$d.db
        master-key-file: %4$s/master.key
        listen: %1$s
        issuer:
          url: http://%1$s
          profile: wlcg
          audience: https://storage.lab.example
        login:
          - name: lab
            label: Lab account
            passwords: %2$s
            failures-per-address: 1000
            failures-per-name: 100
        resolvers:
          - name: directory
            type: ldap
            url: ldap://%3$s
            user-base: ou=people,dc=lab,dc=example
            breaker: {calls: 0}
          - name: files
            type: posix
            accounts: none
            base-path: %4$s
        accounts: directory
        clients:
          - id: tool
            name: The tool
            public: true
            grants: [code]
            redirect-uris: ["http://127.0.0.1:4321/back"]
        scopes:
          - scope: openid
            for: everyone
            grant: true
        """
            .formatted(address, passwords, directory.address(), folder, address.port()));
  }

  private static String run(String... arguments) {
    return Ran.of(arguments).err();
  }
}
