package org.symbolon.mint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.symbolon.TestClock;
import org.symbolon.issuer.Profile;
import org.symbolon.issuer.TestIssuer;

/** The sample tokens of the documentation are what is minted. */
class TokensPageTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest
  @CsvSource({
    "WLCG, storage.read:/data storage.modify:/data/ana",
    "SCITOKENS, read:/data write:/data/ana",
    "PLAIN, openid jobs"
  })
  void the_page_shows_a_real_token_of_each_profile(Profile profile, String scopes)
      throws Exception {
    TokenFixture lab =
        new TokenFixture(TestIssuer.of(profile).signing("ES256").build(), TestClock.fixed());

    assertThat(JSON.readTree(sample(profile)))
        .isEqualTo(JSON.readTree(lab.payload(lab.mint(lab.claims(scopes)))));
  }

  private static String sample(Profile profile) throws IOException {
    Path beside = Path.of("..", "docs", "tokens.md");
    String page = Files.readString(Files.exists(beside) ? beside : Path.of("docs", "tokens.md"));
    Matcher block =
        Pattern.compile(
                "### Profile " + profile + "\\R\\R```json\\R(.*?)```",
                Pattern.DOTALL | Pattern.CASE_INSENSITIVE)
            .matcher(page);
    assertThat(block.find()).as("a sample for %s", profile).isTrue();
    return block.group(1);
  }
}
