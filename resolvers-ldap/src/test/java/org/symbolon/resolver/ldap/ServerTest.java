package org.symbolon.resolver.ldap;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where passwords may go in clear: nowhere but to this machine itself. */
class ServerTest {
  @ParameterizedTest
  @CsvSource({
    "localhost, true",
    "127.0.0.1, true",
    "127.9.8.7, true",
    "::1, true",
    "[::1], true",
    "127.evil.example, false",
    "127.0.0.1.evil.example, false",
    "localhost.evil.example, false",
    "10.0.0.1, false",
    "0.0.0.0, false",
    "directory.lab.example, false",
    "'', false"
  })
  void only_loopback_keeps_secrets_without_tls(String host, boolean keeps) {
    assertThat(server(host, Server.Security.NONE).keepsSecrets()).isEqualTo(keeps);
    assertThat(server(host, Server.Security.START_TLS).keepsSecrets()).isTrue();
    assertThat(server(host, Server.Security.TLS).keepsSecrets()).isTrue();
  }

  private static Server server(String host, Server.Security security) {
    return new Server(host, 389, security, Tls.OF_THE_PLATFORM);
  }
}
