package org.symbolon.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.symbolon.client.Client;
import org.symbolon.client.ClientKeys;
import org.symbolon.fetch.Reach;
import org.symbolon.protocol.SecretHash;

/** How configured clients prove who they are. */
class ClientSecretsTest extends ReadingClients {
  private Configurations.Result inFolder(String... settings) {
    return Configurations.read(client(settings), folder, Map.of()).result();
  }

  @Test
  void a_client_is_public_or_has_a_secret() {
    assertThat(wrong("grants: device"))
        .containsExactly(
            "clients[0] needs secret-sha256 or secret-file, keys-file or keys-uri, certificate, workload,"
                + " or public: true if it can keep none");
    assertThat(wrong("grants: device", "public: true", SECRET))
        .containsExactly(
            "clients[0].public is true, but there is a secret or a key: a public client has none");
  }

  @Test
  void a_secret_does_not_stand_in_clear() {
    assertThat(wrong("grants: device", "secret: swordfish"))
        .singleElement()
        .asString()
        .startsWith("clients[0].secret should not be written here in clear")
        .doesNotContain("swordfish");
  }

  @Test
  void a_secrets_hash_is_a_sha256_in_lower_case() {
    for (String wrong :
        new String[] {"abc", HASH.toUpperCase(java.util.Locale.ROOT), HASH + "00"}) {
      assertThat(wrong("grants: device", "secret-sha256: " + wrong))
          .as(wrong)
          .singleElement()
          .asString()
          .contains("should be 64 hexadecimal digits in lower case");
    }
  }

  @Test
  void several_secrets_are_right_so_that_one_can_be_replaced() throws IOException {
    String clear = "0123456789abcdef0123456789abcdef";
    Private.write(folder.resolve("new.secret"), clear + "\n");
    Configurations.Result result =
        Configurations.read(
                client("grants: device", SECRET, "secret-file: new.secret"), folder, Map.of())
            .result();

    Client client =
        ((Configurations.Loaded) result).configuration().issuers().getFirst().clients().getFirst();
    assertThat(client.authentication())
        .isEqualTo(
            new Client.Authentication.Secret(List.of(new SecretHash(HASH), SecretHash.of(clear))));
  }

  @Test
  void a_client_may_sign_with_its_key_instead() throws IOException {
    String jwk = "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"" + "A".repeat(43) + "\"";
    Files.writeString(folder.resolve("good.jwks"), "{\"keys\":[" + jwk + "}]}");
    Files.writeString(
        folder.resolve("secret.jwks"),
        "{\"keys\":[" + jwk + ",\"d\":\"" + "A".repeat(43) + "\"}]}");

    assertThat(inFolder("grants: device", "keys-file: good.jwks").toString())
        .contains("PrivateKeyJwt[keys=Inline");
    assertThat(inFolder("grants: device", "keys-file: secret.jwks").toString())
        .contains("clients[0].keys-file", "which holds a secret key");
    assertThat(inFolder("grants: device", "keys-file: good.jwks", SECRET).toString())
        .contains("proves itself in one way");
    assertThat(wrong("grants: device", "keys-uri: http://portal.example/keys"))
        .singleElement()
        .asString()
        .startsWith("clients[0].keys-uri");
    assertThat(read("grants: device", "keys-uri: https://portal.example/keys").authentication())
        .isEqualTo(
            new Client.Authentication.PrivateKeyJwt(
                new ClientKeys.Remote(URI.create("https://portal.example/keys"), Reach.PUBLIC)));
  }

  @Test
  void a_secret_may_have_a_last_day() throws IOException {
    assertThat(
            read("grants: device", SECRET, "secret-expires: 2027-01-31").authentication().expires())
        .isEqualTo(Instant.parse("2027-01-31T00:00:00Z"));
    assertThat(read("grants: device", SECRET).authentication().expires()).isEqualTo(Instant.MAX);
    Private.write(folder.resolve("last.secret"), "0123456789abcdef0123456789abcdef\n");
    assertThat(
            inFolder(
                    "grants: device",
                    "secret-file: last.secret",
                    "authentication: secret-jwt",
                    "secret-expires: 2027-01-31")
                .toString())
        .contains("expires=2027-01-31T00:00:00Z");
    assertThat(wrong("grants: device", SECRET, "secret-expires: soon"))
        .singleElement()
        .asString()
        .contains("should be a day");
    assertThat(wrong("grants: device", "public: true", "secret-expires: 2027-01-31"))
        .singleElement()
        .asString()
        .contains("has no effect without a secret");
  }

  @Test
  void a_client_may_be_held_to_one_way_of_sending_its_secret() throws IOException {
    assertThat(read("grants: device", SECRET, "authentication: secret-basic").authentication())
        .isEqualTo(
            new Client.Authentication.Secret(
                List.of(new SecretHash(HASH)), Client.Authentication.Sent.BASIC, Instant.MAX));
    assertThat(wrong("grants: device", SECRET, "authentication: secret-jwt"))
        .singleElement()
        .asString()
        .contains("needs the secret itself");
    Private.write(folder.resolve("jwt.secret"), "0123456789abcdef0123456789abcdef\n");
    assertThat(
            inFolder("grants: device", "secret-file: jwt.secret", "authentication: secret-jwt")
                .toString())
        .contains("SecretJwt[secret=***, expires=");
  }

  @Test
  void a_secret_shorter_than_32_characters_is_refused() throws IOException {
    Private.write(folder.resolve("short.secret"), "0123456789abcdef0123456789abcde\n");

    assertThat(
            Configurations.read(
                    client("grants: device", "secret-file: short.secret"), folder, Map.of())
                .result()
                .toString())
        .contains("clients[0].secret-file", "fewer than 32 characters")
        .doesNotContain("0123456789");
  }
}
