package org.symbolon.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.symbolon.grant.Login;
import org.symbolon.grant.Samples;
import org.symbolon.grant.SharedNames;
import org.symbolon.issuer.Audiences;
import org.symbolon.mint.AccessTokenClaims;
import org.symbolon.mint.GroupClaims;
import org.symbolon.mint.Minter;
import org.symbolon.protocol.ClientId;
import org.symbolon.protocol.Confirmation;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.RandomText;
import org.symbolon.register.RegistrationSettings.Mode;
import org.symbolon.scope.PlainScope;
import org.symbolon.scope.ScopeSet;

/** With whose tokens clients are registered. */
class OwnersTest {
  private static final String BODY = "{'redirect_uris':['https://a.example/cb']}";

  private final RegistrationSite site = new RegistrationSite(Mode.OWNED);

  @Test
  void a_token_that_is_bound_to_a_key_or_certificate_is_no_bearer_token_here_either() {
    String key = token(Confirmation.ofKey(Optional.of("A".repeat(43))));
    String certificate = token(new Confirmation(Optional.empty(), Optional.of("A".repeat(43))));

    assertThat(site.register(token(Confirmation.NONE), BODY)).containsKey("client_id");
    RegistrationSite.assertRefused(() -> site.register(key, BODY), ErrorCode.INVALID_TOKEN);
    RegistrationSite.assertRefused(() -> site.register(certificate, BODY), ErrorCode.INVALID_TOKEN);
  }

  private String token(Confirmation bound) {
    Instant now = site.database.clock().instant();
    site.keys.open(site.issuer);
    Login login = Samples.login(Samples.person(), "user" + Samples.text(), now.plusSeconds(3600));
    site.store.logins().begin(login, SharedNames.NONE);
    return new Minter(site.keys, new RandomText(new SecureRandom()), site.database.clock())
        .accessToken(
            site.issuer,
            new AccessTokenClaims(
                    "ana",
                    new ClientId("cli"),
                    ScopeSet.of(new PlainScope(RegistrationSite.OWNER_SCOPE)),
                    List.of("https://storage.lab.example"),
                    new Audiences(List.of(), List.of()),
                    List.of(login.grant().id()),
                    now,
                    Duration.ofMinutes(20),
                    Optional.empty(),
                    Optional.empty(),
                    GroupClaims.NONE,
                    Map.of())
                .boundTo(bound))
        .token();
  }
}
