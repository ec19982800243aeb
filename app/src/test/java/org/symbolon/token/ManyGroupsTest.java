package org.symbolon.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.symbolon.token.TokenSite.refreshForm;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.ProtocolError;
import org.symbolon.resolver.AccountAnswer;
import org.symbolon.resolver.Contribution;
import org.symbolon.resolver.Group;
import org.symbolon.store.TestDatabases;

/** Somebody is in more groups than a token can hold. */
final class ManyGroupsTest {
  private static final String READ = "storage.read:/data";

  private final TokenSite site = new TokenSite(TestDatabases.Kind.SQLITE);

  @AfterEach
  void close() {
    site.close();
  }

  private void groups(int number) {
    site.resolver()
        .accounts(
            new AccountAnswer.Found(
                new Contribution(
                    Optional.of("ana"),
                    OptionalLong.of(12001),
                    OptionalLong.of(12001),
                    IntStream.range(0, number)
                        .mapToObj(gid -> Group.of("collaboration-" + gid, 20_000L + gid))
                        .collect(Collectors.toSet()),
                    Map.of())));
  }

  @ParameterizedTest
  @ValueSource(strings = {"wlcg.groups", "groups"})
  void the_client_is_told_what_to_ask_instead_and_the_log_whose_token_it_was(String claim) {
    groups(3_000);
    String code = site.approval().scopes(READ + " " + claim).code();
    ProtocolError refused = site.refused(TokenSite.codeForm(code));
    assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_SCOPE);
    assertThat(refused.description())
        .contains("longer than verifiers take", "ask without " + claim + ",")
        .doesNotContain("collaboration-");
    assertThat(refused.detail().orElseThrow())
        .contains("a token of ana at tool would have", claim + " ", "groups.default");
  }

  @Test
  void nothing_is_consumed_and_less_can_be_had_at_once() {
    String token = site.refreshToken(site.approval().scopes("wlcg.groups " + READ));
    groups(3_000);
    assertThat(site.code(refreshForm(token))).isEqualTo(ErrorCode.INVALID_SCOPE);
    TokenAnswer less = site.post(refreshForm(token, "scope", READ));
    assertThat(less.scope()).isEqualTo(READ);
    groups(3);
    assertThat(site.post(refreshForm(less.refreshToken().orElseThrow())).scope())
        .isEqualTo("wlcg.groups " + READ);
  }
}
