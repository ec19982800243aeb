package org.symbolon.resolver.ldap;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.util.ssl.cert.ManageCertificates;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.symbolon.resolver.AccountAnswer;
import org.symbolon.resolver.Contribution;
import org.symbolon.resolver.Deadline;
import org.symbolon.resolver.PasswordVerifier.PasswordAnswer;
import org.symbolon.resolver.Principal;
import org.symbolon.resolver.contract.MapSettings;

/** Over TLS, with a certificate made for the test. */
final class LdapTlsTest {
  private static final String HERE = "127.0.0.1";
  private static final String ELSEWHERE = "192.0.2.7";

  @TempDir static Path folder;

  private static SSLContext here;
  private static SSLContext elsewhere;

  @BeforeAll
  static void certify() throws Exception {
    here = certified(HERE);
    elsewhere = certified(ELSEWHERE);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_directory_vouched_for_by_the_configured_authority_answers(boolean startTls)
      throws Exception {
    try (TestDirectory directory = start(startTls, here)) {
      Map<String, Object> settings = settings(directory, startTls);
      settings.put("ca-file", authority(HERE).toString());
      assertThat(ask(settings)).isInstanceOf(AccountAnswer.Found.class);
      LdapResolver resolver = open(settings);
      assertThat(resolver.verify("ana", "right horse".toCharArray(), soon()))
          .isEqualTo(new PasswordAnswer.Right());
      resolver.close();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_directory_that_nobody_trusted_vouches_for_is_not_spoken_to(boolean startTls)
      throws Exception {
    try (TestDirectory directory = start(startTls, here)) {
      assertThat(ask(settings(directory, startTls))).isInstanceOf(AccountAnswer.Unavailable.class);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_certificate_of_another_host_is_refused(boolean startTls) throws Exception {
    try (TestDirectory directory = start(startTls, elsewhere)) {
      Map<String, Object> settings = settings(directory, startTls);
      settings.put("ca-file", authority(ELSEWHERE).toString());
      assertThat(ask(settings)).isInstanceOf(AccountAnswer.Unavailable.class);
    }
  }

  @Test
  void a_directory_without_start_tls_is_not_spoken_to_in_clear() throws Exception {
    try (TestDirectory directory = TestDirectory.start()) {
      assertThat(ask(settings(directory, true))).isInstanceOf(AccountAnswer.Unavailable.class);
    }
  }

  @Test
  void a_file_of_authorities_that_can_not_be_read_is_no_answer() throws Exception {
    try (TestDirectory directory = start(false, here)) {
      Map<String, Object> settings = settings(directory, false);
      settings.put("ca-file", folder.resolve("missing.pem").toString());
      assertThat(ask(settings))
          .isInstanceOfSatisfying(
              AccountAnswer.Unavailable.class,
              answer -> assertThat(answer.why()).contains("missing.pem", "can not be read"));
    }
  }

  private static TestDirectory start(boolean startTls, SSLContext tls) throws Exception {
    return TestDirectory.start(
        startTls
            ? InMemoryListenerConfig.createLDAPConfig("ldap", null, 0, tls.getSocketFactory())
            : InMemoryListenerConfig.createLDAPSConfig("ldaps", tls.getServerSocketFactory()));
  }

  private static Map<String, Object> settings(TestDirectory directory, boolean startTls) {
    Map<String, Object> settings = directory.settings();
    settings.put("start-tls", startTls);
    settings.put("url", (startTls ? "ldap" : "ldaps") + directory.url().substring("ldap".length()));
    return settings;
  }

  private static AccountAnswer ask(Map<String, Object> settings) {
    LdapResolver resolver = open(settings);
    try {
      return resolver.account(
          new Principal("ana", "https://idp.example", "subject", Map.of()),
          Contribution.NONE,
          soon());
    } finally {
      resolver.close();
    }
  }

  private static LdapResolver open(Map<String, Object> settings) {
    return (LdapResolver) new LdapResolverFactory().open(new MapSettings("directory", settings));
  }

  private static Deadline soon() {
    return Deadline.in(Duration.ofSeconds(20));
  }

  private static Path authority(String address) {
    return folder.resolve(address + ".pem");
  }

  /** A certificate for the address that vouches for itself. */
  private static SSLContext certified(String address) throws Exception {
    char[] password = "for the test".toCharArray();
    Path file = folder.resolve(address + ".p12");
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    ResultCode made =
        ManageCertificates.main(
            null,
            told,
            told,
            "generate-self-signed-certificate",
            "--keystore=" + file,
            "--keystore-type=PKCS12",
            "--keystore-password=" + new String(password),
            "--alias=directory",
            "--subject-dn=CN=directory",
            "--subject-alternative-name-ip-address=" + address);
    assertThat(made).as(told.toString(StandardCharsets.UTF_8)).isEqualTo(ResultCode.SUCCESS);
    KeyStore keys = KeyStore.getInstance(file.toFile(), password);
    Files.writeString(
        authority(address),
        "-----BEGIN CERTIFICATE-----\n"
            + Base64.getMimeEncoder().encodeToString(keys.getCertificate("directory").getEncoded())
            + "\n-----END CERTIFICATE-----\n");
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, password);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }
}
