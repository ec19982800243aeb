package org.symbolon.register;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.symbolon.client.Assertions;
import org.symbolon.client.CertificateName;
import org.symbolon.client.Client;
import org.symbolon.client.Client.Authentication;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.register.RegistrationSettings.Mode;
import org.symbolon.store.TestDatabases;
import org.symbolon.verify.ClientCertificates;
import org.symbolon.verify.KeySources;
import org.symbolon.verify.TestCertificates;

/** Clients that register to be known by a certificate (RFC 8705 §2.1.2, §2.2.2). */
class CertifiedRegistrationTest {
  private static final String CB = "'redirect_uris':['https://a.example/cb'],";
  private static final String BY_NAME = CB + "'token_endpoint_auth_method':'tls_client_auth'";
  private static final String BY_ITSELF =
      CB + "'token_endpoint_auth_method':'self_signed_tls_client_auth'";

  private static final TestCertificates LAB =
      new TestCertificates("CN=Lab CA", TestDatabases.START);
  private static final X509Certificate ROBOT = LAB.of("CN=robot,O=Lab");
  private static final X509Certificate SELF_SIGNED = LAB.selfSigned("CN=robot,O=Lab");

  private final RegistrationSite site = RegistrationSite.seeingCertificates();
  private final ClientCertificates certificates =
      new ClientCertificates(
          List.of(LAB.authority()), new KeySources(site.database.clock()), site.database.clock());

  private Assertions.Checked shows(Client client, X509Certificate certificate) {
    return certificates.check(client, List.of(certificate));
  }

  @Test
  void a_client_is_known_by_the_one_name_it_registers() {
    Map<String, Object> answer =
        site.register("{" + BY_NAME + ",'tls_client_auth_subject_dn':'CN=robot, O=Lab'}");
    assertThat(answer)
        .containsEntry("token_endpoint_auth_method", "tls_client_auth")
        .containsEntry("tls_client_auth_subject_dn", "CN=robot, O=Lab")
        .doesNotContainKey("client_secret");
    Client client = site.find(answer);
    assertThat(client.authentication())
        .isEqualTo(
            new Authentication.Tls(
                new CertificateName(CertificateName.Kind.SUBJECT, "CN=robot, O=Lab")));
    assertThat(shows(client, ROBOT)).isEqualTo(new Assertions.Checked.Proved());
    assertThat(shows(client, LAB.of("CN=other,O=Lab")))
        .isInstanceOf(Assertions.Checked.Refused.class);
    assertThat(shows(client, SELF_SIGNED)).isInstanceOf(Assertions.Checked.Refused.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'tls_client_auth_san_dns':'robot.a.example'",
        "'tls_client_auth_san_uri':'spiffe://a.example/robot'",
        "'tls_client_auth_san_ip':'2001:db8::7'",
        "'tls_client_auth_san_email':'robot@a.example'"
      })
  void it_may_be_any_name_that_a_certificate_has(String name) {
    Map<String, Object> answer = site.register("{" + BY_NAME + "," + name + "}");
    assertThat(answer).containsKey(name.substring(1, name.indexOf(':') - 1));
    assertThat(site.find(answer).authentication()).isInstanceOf(Authentication.Tls.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'client_name':'x'",
        "'tls_client_auth_subject_dn':null",
        "'tls_client_auth_subject_dn':''",
        "'tls_client_auth_subject_dn':' '",
        "'tls_client_auth_subject_dn':'robot'",
        "'tls_client_auth_subject_dn':['CN=robot']",
        "'tls_client_auth_subject_dn':'CN=robot','tls_client_auth_san_dns':'a.example'",
        "'tls_client_auth_san_dns':''",
        "'tls_client_auth_san_dns':'a b'",
        "'tls_client_auth_san_ip':'a.example'",
        "'tls_client_auth_san_ip':'10.0.0.1/8'",
        "'tls_client_auth_san_email':'\u00e4@a.example'"
      })
  void without_exactly_one_good_name_nobody_registers(String name) {
    site.refused("{" + BY_NAME + "," + name + "}", ErrorCode.INVALID_CLIENT_METADATA);
  }

  @Test
  void names_of_another_method_are_not_kept() {
    assertThat(site.register("{" + CB + "'tls_client_auth_san_dns':'a.example'}"))
        .doesNotContainKey("tls_client_auth_san_dns");
  }

  @Test
  void a_client_is_known_by_the_certificate_in_its_keys() throws Exception {
    Map<String, Object> answer =
        site.register("{" + BY_ITSELF + ",'jwks':" + keys(SELF_SIGNED) + "}");
    Client client = site.find(answer);
    assertThat(shows(client, SELF_SIGNED)).isEqualTo(new Assertions.Checked.Proved());
    // The same key and name, even by the authority, is another certificate.
    assertThat(shows(client, ROBOT)).isInstanceOf(Assertions.Checked.Refused.class);
    assertThat(shows(client, LAB.selfSigned("CN=robot,O=Lab")))
        .isInstanceOf(Assertions.Checked.Refused.class);
  }

  private static String keys(X509Certificate certificate) throws Exception {
    String key =
        new RSAKey.Builder((RSAPublicKey) certificate.getPublicKey())
            .x509CertChain(List.of(Base64.encode(certificate.getEncoded())))
            .build()
            .toJSONString();
    return "{'keys':[" + key + "]}";
  }

  @Test
  void keys_without_a_certificate_prove_nobody() throws Exception {
    site.refused("{" + BY_ITSELF + "}", ErrorCode.INVALID_CLIENT_METADATA);
    site.refused("{" + BY_ITSELF + ",'jwks':{'keys':[]}}", ErrorCode.INVALID_CLIENT_METADATA);
    String bare = new RSAKey.Builder((RSAPublicKey) ROBOT.getPublicKey()).build().toJSONString();
    site.refused(
        "{" + BY_ITSELF + ",'jwks':{'keys':[" + bare + "]}}", ErrorCode.INVALID_CLIENT_METADATA);
    String broken = keys(ROBOT).replaceAll("\"x5c\":\\[\"[^\"]*", "\"x5c\":[\"AAAA");
    site.refused("{" + BY_ITSELF + ",'jwks':" + broken + "}", ErrorCode.INVALID_CLIENT_METADATA);
    Map<String, Object> elsewhere =
        site.register("{" + BY_ITSELF + ",'jwks_uri':'https://a.example/keys'}");
    assertThat(site.find(elsewhere).authentication())
        .isInstanceOf(Authentication.SelfSignedTls.class);
  }

  @Test
  void a_certificate_is_no_privilege() {
    Client client =
        site.find(
            site.register(
                "{"
                    + BY_NAME
                    + ",'tls_client_auth_subject_dn':'CN=robot,O=Lab','serves':['x'],"
                    + "'introspect':true,'trusted':true,'profile':'fapi2'}"));
    Client usual = site.find(site.register("{" + CB + "'client_name':'x'}"));
    assertThat(client.grantTypes()).isEqualTo(usual.grantTypes());
    assertThat(client.scopes()).isEqualTo(usual.scopes());
    assertThat(client.audiences()).isEqualTo(usual.audiences());
    assertThat(client.introspects()).isFalse();
    assertThat(client.serves()).isEmpty();
    assertThat(client.trusted()).isFalse();
    assertThat(client.preferences().profile()).isEqualTo(usual.preferences().profile());
    site.refused(
        "{" + BY_NAME + ",'tls_client_auth_san_dns':'a','grant_types':['client_credentials']}",
        ErrorCode.INVALID_CLIENT_METADATA);
  }

  @Test
  void tokens_are_bound_to_the_certificate_where_the_client_says_so() {
    Map<String, Object> answer =
        site.register(
            "{"
                + BY_NAME
                + ",'tls_client_auth_san_dns':'a.example',"
                + "'tls_client_certificate_bound_access_tokens':true}");
    assertThat(answer).containsEntry("tls_client_certificate_bound_access_tokens", true);
    assertThat(site.find(answer).preferences().certificateBound()).isTrue();
  }

  @Test
  void where_nobody_is_asked_for_a_certificate_none_can_be_promised() {
    RegistrationSite blind = new RegistrationSite(Mode.OPEN);
    blind.refused(
        "{" + BY_NAME + ",'tls_client_auth_san_dns':'a.example'}",
        ErrorCode.INVALID_CLIENT_METADATA);
    blind.refused(
        "{" + BY_ITSELF + ",'jwks_uri':'https://a.example/keys'}",
        ErrorCode.INVALID_CLIENT_METADATA);
    blind.refused(
        "{" + CB + "'tls_client_certificate_bound_access_tokens':true}",
        ErrorCode.INVALID_CLIENT_METADATA);
  }
}
