package org.symbolon.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.symbolon.config.Reader.SIMPLE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.symbolon.protocol.SecretText;

class SecretsTest {
  private static final String CLEAR = "client-secret: not-a-secret";

  @TempDir Path folder;

  private Configurations.Result read(String yaml) {
    return Configurations.read(yaml, folder, Map.of()).result();
  }

  private String mistake(String secret) {
    Configurations.Result result = read(SIMPLE.replace(CLEAR, secret));
    assertThat(result).isInstanceOf(Configurations.Mistaken.class);
    return ((Configurations.Mistaken) result).problems().toString();
  }

  @Test
  void a_secret_is_the_first_line_of_its_file() throws IOException {
    Private.write(folder.resolve("campus.secret"), "in a file \nnot this\n");

    Configurations.Result result = read(SIMPLE.replace(CLEAR, "client-secret-file: campus.secret"));

    LoginMethodConfig login =
        ((Configurations.Loaded) result).configuration().issuers().getFirst().logins().getFirst();
    assertThat(((LoginMethodConfig.Oidc) login).settings().secret())
        .contains(new SecretText("in a file"));
  }

  @Test
  void a_secret_never_prints() {
    assertThat(Reader.loaded(SIMPLE).toString()).doesNotContain("not-a-secret");
    assertThat(mistake("client-secret: not-a-secret\n    client-secret-file: x"))
        .doesNotContain("not-a-secret");
  }

  @Test
  void a_secret_is_given_once() throws IOException {
    Private.write(folder.resolve("campus.secret"), "in a file");

    assertThat(mistake(CLEAR + "\n    client-secret-file: campus.secret"))
        .contains("login[0].client-secret is given here and by client-secret-file: keep one");
  }

  @Test
  void a_secrets_file_must_be_there_be_a_file_and_hold_something() throws IOException {
    assertThat(mistake("client-secret-file: none")).contains("does not exist: create it");
    assertThat(mistake("client-secret-file: .")).contains("is not a regular file");
    Private.write(folder.resolve("empty"), "\nsecond line\n");
    assertThat(mistake("client-secret-file: empty")).contains("whose first line is empty");
    Private.write(folder.resolve("binary"), "");
    Files.write(folder.resolve("binary"), new byte[] {(byte) 0xc3, 0x28, 10});
    assertThat(mistake("client-secret-file: binary")).contains("is not UTF-8 text");
    assertThat(mistake("client-secret-file: \"a\\0b\"")).contains("control character");
  }

  @Test
  void a_secrets_file_that_everyone_may_read_or_write_is_refused() throws IOException {
    Path file = Private.write(folder.resolve("open"), "secret");
    for (String permissions : new String[] {"rw-r--r--", "rw----r--", "rw-----w-"}) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
      assertThat(mistake("client-secret-file: open")).as(permissions).contains("chmod o-rwx");
    }
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    assertThat(read(SIMPLE.replace(CLEAR, "client-secret-file: open")))
        .isInstanceOf(Configurations.Loaded.class);
  }
}
