package org.symbolon.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.symbolon.config.Reader.SIMPLE;

import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.symbolon.client.Client;
import org.symbolon.client.GrantType;
import org.symbolon.issuer.Lifetimes;
import org.symbolon.issuer.Profile;
import org.symbolon.resolve.AccountStep;
import org.symbolon.scope.How;
import org.symbolon.scope.Who;
import org.symbolon.web.Address;

class ConfigurationsTest {
  @Test
  void a_simple_file_is_read_whole() {
    Configuration configuration = Reader.loaded(SIMPLE);

    assertThat(configuration.listen().address()).isEqualTo(new Address("127.0.0.1", 8080));
    assertThat(configuration.masterKeyFile()).isEqualTo(Path.of("/etc/symbolon/master.key"));
    assertThat(configuration.database())
        .isEqualTo(new StoreConfig.Sqlite(Path.of("/etc/symbolon/symbolon.db")));
    assertThat(configuration.issuers()).hasSize(1);
    IssuerConfig issuer = configuration.issuers().getFirst();
    assertThat(issuer.issuer().url()).isEqualTo(URI.create("https://tokens.lab.example"));
    assertThat(issuer.issuer().profile()).isEqualTo(Profile.WLCG);
    assertThat(issuer.issuer().lifetimes()).isEqualTo(Lifetimes.DEFAULT);
    assertThat(issuer.issuer().audiences().defaults())
        .containsExactly("https://storage.lab.example");
    assertThat(issuer.accounts()).containsExactly(new AccountStep("files"));
    assertThat(configuration.resolvers())
        .singleElement()
        .satisfies(
            resolver -> {
              assertThat(resolver.type()).isEqualTo("posix");
              assertThat(resolver.settings().path("base-path")).contains(Path.of("/data"));
              assertThat(resolver.settings().problemsAfterOpen()).isEmpty();
            });
    assertThat(issuer.clients())
        .singleElement()
        .satisfies(
            client -> {
              assertThat(client.authentication()).isEqualTo(new Client.Authentication.None());
              assertThat(client.grantTypes())
                  .containsExactlyInAnyOrder(GrantType.DEVICE_CODE, GrantType.REFRESH_TOKEN);
            });
    assertThat(issuer.scopes())
        .singleElement()
        .satisfies(
            rule -> {
              assertThat(rule.who()).isEqualTo(new Who.Everyone());
              assertThat(rule.how()).isInstanceOf(How.Ask.class);
            });
    assertThat(issuer.logins())
        .singleElement()
        .isInstanceOfSatisfying(
            LoginMethodConfig.Oidc.class,
            login -> {
              assertThat(login.settings().secret().orElseThrow().value()).isEqualTo("not-a-secret");
              assertThat(login.settings().username().claim()).isEqualTo("preferred_username");
            });
  }
}
