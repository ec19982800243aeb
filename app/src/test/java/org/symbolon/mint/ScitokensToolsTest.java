package org.symbolon.mint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.nimbusds.jose.util.Base64URL;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.symbolon.client.GrantType;
import org.symbolon.issuer.Issuer;
import org.symbolon.issuer.Profile;
import org.symbolon.issuer.TestIssuer;
import org.symbolon.metadata.Discovery;
import org.symbolon.metadata.Switched;
import org.symbolon.mint.ScitokensTools.Answer;

/** The verifiers of the field, as Debian ships them, take our tokens and read them as meant. */
class ScitokensToolsTest {
  private static final String AUDIENCE = "https://storage.example";

  private static final AtomicInteger ISSUERS = new AtomicInteger();

  @TempDir private static Path work;
  private static TlsIssuer server;
  private static ScitokensTools tools;

  @BeforeAll
  static void serve() throws Exception {
    List<String> missing = ScitokensTools.whatIsMissing();
    if (!missing.isEmpty()) {
      if ("1".equals(System.getenv("SYMBOLON_TESTS_MUST_RUN"))) {
        fail("missing here: " + missing);
      }
      Assumptions.abort("missing here: " + missing);
    }
    server = TlsIssuer.start(work);
    tools = new ScitokensTools(server.authority(), work);
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "WLCG, ES256, storage.read:/data storage.modify:/data/ana/x compute.create openid,"
        + "read:/data write:/data/ana/x modify:/data/ana/x compute.create:/ openid:/",
    "WLCG, RS256, storage.create:/data/ana storage.stage:/tape,"
        + "write:/data/ana create:/data/ana storage.stage:/tape",
    "SCITOKENS, ES256, read:/data write:/data/ana/x queue, read:/data write:/data/ana/x queue:/",
    "SCITOKENS, RS256, read:/data/a%20b, read:/data/a%20b",
    "PLAIN, ES256, read:/data, read:/data",
    "WLCG, ES256, '', ''"
  })
  void they_accept_a_token_and_list_exactly_what_was_granted(
      Profile profile, String algorithm, String scopes, String access) throws Exception {
    TokenFixture lab = published(profile, algorithm);
    String token = lab.mint(lab.claims(scopes)).token();

    Answer verified = tools.verify(token);
    Answer listed = listAccess(lab, token, AUDIENCE);

    assertThat(verified.exit()).as(verified.output()).isZero();
    assertThat(verified.output()).contains("Token deserialization successful");
    assertThat(listed.exit()).as(listed.output()).isZero();
    assertThat(listed.access()).containsExactlyInAnyOrderElementsOf(words(access));
  }

  @Test
  void several_audiences_are_understood_and_another_one_gets_nothing() throws Exception {
    TokenFixture lab = published(Profile.WLCG, "ES256");
    AccessTokenClaims one = lab.claims("storage.read:/data");
    String token =
        lab.mint(
                new AccessTokenClaims(
                    one.subject(),
                    one.client(),
                    one.scopes(),
                    List.of("https://a.example", "https://b.example"),
                    one.permitted(),
                    one.lineage(),
                    one.issuedAt(),
                    one.lifetime(),
                    one.algorithm(),
                    one.authenticatedAt(),
                    one.groups(),
                    one.extra()))
            .token();

    assertThat(listAccess(lab, token, "https://b.example").access()).containsExactly("read:/data");
    Answer other = listAccess(lab, token, "https://c.example");
    assertThat(other.exit()).isNotZero();
    assertThat(other.output()).contains("'aud' claim verification failed");
  }

  @ParameterizedTest
  @EnumSource(Profile.class)
  void an_id_token_gives_no_access(Profile profile) throws Exception {
    TokenFixture lab = published(profile, "ES256");
    Answer answer = listAccess(lab, lab.mint(lab.idClaims("openid", Map.of())).token(), "tool");

    assertThat(answer.exit()).isNotZero();
    assertThat(answer.output()).contains("'scope' claim is mandatory");
  }

  @Test
  void a_token_with_a_changed_claim_is_refused() throws Exception {
    TokenFixture lab = published(Profile.SCITOKENS, "ES256");
    String[] parts = lab.mint(lab.claims("read:/data")).token().split("\\.");
    String changed = Base64URL.from(parts[1]).decodeToString().replace("read:/data", "read:/");

    assertThat(tools.verify(parts[0] + "." + Base64URL.encode(changed) + "." + parts[2]).exit())
        .isNotZero();
  }

  private static Answer listAccess(TokenFixture lab, String token, String audience)
      throws Exception {
    return tools.listAccess(token, lab.issuer().url().toString(), audience);
  }

  private static List<String> words(@Nullable String text) {
    return text == null || text.isEmpty() ? List.of() : List.of(text.split(" "));
  }

  /** An issuer of its own path, so that no verifier has its keys yet. */
  private static TokenFixture published(Profile profile, String algorithm) {
    String path = "/issuer" + ISSUERS.incrementAndGet();
    Issuer issuer = TestIssuer.of(profile).signing(algorithm).at(server.url() + path).build();
    TokenFixture lab = new TokenFixture(issuer, InstantSource.system());
    Switched on =
        new Switched(
            EnumSet.allOf(GrantType.class),
            List.of("client_secret_basic"),
            List.of("openid"),
            true,
            Map.of(),
            List.of());
    server.serve(
        path + "/.well-known/openid-configuration", () -> Discovery.document(issuer, on).json());
    server.serve(path + issuer.paths().jwks(), () -> lab.keys().keySet(issuer.id()).json());
    return lab;
  }
}
