package org.symbolon.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.symbolon.client.Assertions;
import org.symbolon.client.CertificateName;
import org.symbolon.client.Client;
import org.symbolon.client.Client.Authentication;
import org.symbolon.client.ClientAuthentication;
import org.symbolon.client.ClientKeys;
import org.symbolon.client.ClientRates;
import org.symbolon.client.StaticClients;
import org.symbolon.client.TestClient;
import org.symbolon.issuer.Issuer;
import org.symbolon.issuer.Profile;
import org.symbolon.issuer.TestIssuer;
import org.symbolon.protocol.Call;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.ProtocolException;
import org.symbolon.protocol.TestForm;
import org.symbolon.store.MovableClock;
import org.symbolon.store.TestDatabases;
import org.symbolon.verify.TestCertificates.Name;

/** Clients that prove themselves by a certificate (RFC 8705 §2). */
class ClientCertificatesTest {
  private static final Instant NOW = TestDatabases.START;
  private static final TestCertificates LAB = new TestCertificates("CN=Lab CA,O=Lab", NOW);
  private static final TestCertificates ELSEWHERE = new TestCertificates("CN=Lab CA,O=Lab", NOW);
  private static final KeySources SOURCES = new KeySources(new MovableClock(NOW));
  private static final X509Certificate PINNED = LAB.selfSigned("CN=robot,O=Lab");

  private final Issuer issuer = TestIssuer.of(Profile.WLCG).build();
  private final ClientAuthentication authentication =
      new ClientAuthentication(
          new StaticClients(
              List.of(
                  named("subject", CertificateName.Kind.SUBJECT, "cn=robot, O=Lab"),
                  named("dns", CertificateName.Kind.DNS, "Robot.Lab.Example"),
                  named("uri", CertificateName.Kind.URI, "spiffe://lab.example/robot"),
                  named("ip", CertificateName.Kind.IP, "192.0.2.17"),
                  named("email", CertificateName.Kind.EMAIL, "robot@lab.example"),
                  TestClient.named("pinned")
                      .authentication(
                          new Authentication.SelfSignedTls(new ClientKeys.Inline(jwks(PINNED))))
                      .at(issuer.id()),
                  TestClient.named("secret").secrets("s".repeat(40)).at(issuer.id()))),
          Assertions.NONE,
          new ClientCertificates(List.of(LAB.authority()), SOURCES, new MovableClock(NOW)),
          ClientRates.UNLIMITED,
          new MovableClock(NOW));

  private Client named(String id, CertificateName.Kind kind, String value) {
    return TestClient.named(id)
        .authentication(new Authentication.Tls(new CertificateName(kind, value)))
        .at(issuer.id());
  }

  private static String jwks(X509Certificate certificate) {
    try {
      JWK key =
          new RSAKey.Builder((RSAPublicKey) certificate.getPublicKey())
              .x509CertChain(List.of(Base64.encode(certificate.getEncoded())))
              .keyIDFromThumbprint()
              .build();
      return new JWKSet(key).toString();
    } catch (CertificateEncodingException | JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  @AfterAll
  static void close() {
    SOURCES.close();
  }

  @Test
  void a_client_is_known_by_the_subject_of_its_certificate() {
    proves("subject", LAB.of("CN=robot,O=Lab"));
    proves("subject", LAB.of("CN=Robot,O=LAB"));
    proves("subject", LAB.of("CN=robot,O=Lab"), LAB.authority());
    refused("subject", LAB.of("O=Lab,CN=robot"));
    refused("subject", LAB.of("CN=robot,O=Lab,C=DE"));
    refused("subject", LAB.of("CN=robot"));
    refused("subject", LAB.of("CN=\"robot,O=Lab\""));
  }

  @Test
  void a_client_is_known_by_one_alternative_name() {
    proves("dns", LAB.of("CN=x", Name.dns("robot.lab.example")));
    proves("uri", LAB.of("CN=x", Name.uri("spiffe://lab.example/robot")));
    proves("ip", LAB.of("CN=x", Name.ip(192, 0, 2, 17)));
    proves("email", LAB.of("CN=x", Name.email("a@b"), Name.email("robot@lab.example")));
    refused("dns", LAB.of("CN=robot.lab.example"));
    refused("dns", LAB.of("CN=x", Name.dns("*.lab.example")));
    refused("dns", LAB.of("CN=x", Name.uri("robot.lab.example")));
    refused("uri", LAB.of("CN=x", Name.uri("spiffe://lab.example/robot/2")));
    refused("ip", LAB.of("CN=x", Name.dns("192.0.2.17")));
    refused("email", LAB.of("CN=x", Name.email("robot@lab.example.org")));
  }

  @Test
  void a_certificate_of_the_same_name_by_itself_or_another_authority_proves_nothing() {
    refused("subject", LAB.selfSigned("CN=robot,O=Lab"));
    refused("subject", ELSEWHERE.of("CN=robot,O=Lab"));
    refused("subject", ELSEWHERE.of("CN=robot,O=Lab"), ELSEWHERE.authority());
    refused("subject", ELSEWHERE.of("CN=robot,O=Lab"), LAB.authority());
    refused("subject", LAB.authority());
    refused("subject");
  }

  @Test
  void an_expired_certificate_proves_nothing() {
    refused("subject", LAB.of("CN=robot,O=Lab", NOW.minusSeconds(1)));
  }

  @Test
  void a_certificate_in_a_clients_keys_needs_no_authority() {
    proves("pinned", PINNED);
    refused("pinned", LAB.selfSigned("CN=robot,O=Lab"));
    refused("pinned", LAB.of("CN=robot,O=Lab"));
    refused("pinned");
  }

  @Test
  void one_method_per_client() {
    refused("secret", LAB.of("CN=robot,O=Lab"));
    assertThat(
            code(
                call(
                    Optional.empty(),
                    List.of(LAB.of("CN=robot,O=Lab")),
                    "client_id",
                    "subject",
                    "client_secret",
                    "anything")))
        .isEqualTo(ErrorCode.INVALID_CLIENT);
  }

  private void proves(String id, X509Certificate... chain) {
    assertThat(
            authentication
                .authenticate(issuer, call(Optional.empty(), List.of(chain), "client_id", id))
                .id()
                .value())
        .isEqualTo(id);
  }

  private void refused(String id, X509Certificate... chain) {
    assertThat(code(call(Optional.empty(), List.of(chain), "client_id", id)))
        .isEqualTo(ErrorCode.INVALID_CLIENT);
  }

  private ErrorCode code(Call call) {
    ProtocolException refused =
        catchThrowableOfType(
            ProtocolException.class, () -> authentication.authenticate(issuer, call));
    assertThat(refused).as("refused").isNotNull();
    return refused.error().code();
  }

  private static Call call(
      Optional<String> authorization, List<X509Certificate> chain, String... form) {
    return new Call(
        "POST", List.of(), authorization, TestForm.of(form), List.of(), chain, "192.0.2.7");
  }
}
