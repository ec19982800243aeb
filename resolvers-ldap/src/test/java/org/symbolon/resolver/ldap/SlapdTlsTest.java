package org.symbolon.resolver.ldap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.symbolon.resolver.AccountAnswer;
import org.symbolon.resolver.PasswordVerifier.PasswordAnswer;

/** OpenLDAP with a certificate, which demands one of whoever speaks TLS to it. */
final class SlapdTlsTest {
  @TempDir static Path folder;

  private static TestCertificates certificates;
  private static TestCertificates.Pair gateway;
  private static TestCertificates.Pair stranger;
  private static Slapd slapd;

  @BeforeAll
  static void start() throws IOException {
    certificates = TestCertificates.make(folder);
    TestCertificates.Pair server = certificates.of("server");
    gateway = certificates.of("gateway");
    stranger = certificates.of("stranger");
    Path ldif = Files.writeString(folder.resolve("site.ldif"), TestSite.RFC2307.ldif());
    slapd =
        Slapd.start(
            ldif,
            false,
            List.of(
                "TLSCACertificateFile " + certificates.authority(),
                "TLSCertificateFile " + server.certificate(),
                "TLSCertificateKeyFile " + server.key(),
                "TLSVerifyClient demand"));
  }

  @AfterAll
  static void stop() {
    if (slapd != null) {
      slapd.close();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void the_gateway_is_known_by_its_certificate(boolean startTls) {
    try (LdapResolver resolver = open(startTls, external(gateway))) {
      assertThat(Asked.account(resolver, "ana"))
          .isEqualTo(new AccountAnswer.Found(TestSite.RFC2307.ana()));
      assertThat(resolver.verify("ana", "right horse".toCharArray(), Asked.soon()))
          .isEqualTo(new PasswordAnswer.Right());
      assertThat(resolver.verify("ana", "wrong horse".toCharArray(), Asked.soon()))
          .isEqualTo(new PasswordAnswer.Wrong());
    }
  }

  @Test
  void another_certificate_is_somebody_else() {
    try (LdapResolver resolver = open(false, external(stranger))) {
      assertThat(Asked.account(resolver, "ana")).isInstanceOf(AccountAnswer.Unavailable.class);
    }
  }

  @Test
  void a_certificate_may_stand_beside_a_password() {
    try (LdapResolver resolver =
        open(
            false,
            Map.of(
                "client-certificate-file",
                stranger.certificate().toString(),
                "client-key-file",
                stranger.key().toString(),
                "bind-dn",
                TestSite.SERVICE,
                "bind-password",
                TestSite.SERVICE_PASSWORD))) {
      assertThat(Asked.account(resolver, "ana")).isInstanceOf(AccountAnswer.Found.class);
    }
  }

  @Test
  void without_the_certificate_it_demands_there_is_no_answer() {
    try (LdapResolver resolver =
        open(
            false,
            Map.of("bind-dn", TestSite.SERVICE, "bind-password", TestSite.SERVICE_PASSWORD))) {
      assertThat(Asked.account(resolver, "ana")).isInstanceOf(AccountAnswer.Unavailable.class);
    }
  }

  @Test
  void a_key_that_can_not_be_read_is_named() throws IOException {
    Path broken = Files.writeString(folder.resolve("broken.key"), "nonsense");
    try (LdapResolver resolver =
        open(false, external(new TestCertificates.Pair(gateway.certificate(), broken)))) {
      assertThat(Asked.account(resolver, "ana"))
          .isInstanceOfSatisfying(
              AccountAnswer.Unavailable.class,
              answer -> assertThat(answer.why()).contains("broken.key", "can not be read"));
    }
  }

  private static Map<String, Object> external(TestCertificates.Pair identity) {
    return Map.of(
        "bind-method", "external",
        "client-certificate-file", identity.certificate().toString(),
        "client-key-file", identity.key().toString());
  }

  private static LdapResolver open(boolean startTls, Map<String, Object> further) {
    Map<String, Object> settings =
        TestSite.RFC2307.settings(startTls ? slapd.url() : slapd.tlsUrl());
    settings.remove("bind-dn");
    settings.remove("bind-password");
    settings.put("start-tls", startTls);
    settings.put("ca-file", certificates.authority().toString());
    settings.putAll(further);
    return Asked.open(settings);
  }
}
