package org.symbolon.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.langtag.LangTag;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.as.AuthorizationServerMetadata;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.openid.connect.sdk.SubjectType;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.symbolon.issuer.Issuer;
import org.symbolon.issuer.Profile;
import org.symbolon.issuer.TestIssuer;

class DiscoveryTest {
  private final Issuer issuer = TestIssuer.of(Profile.WLCG).build();
  private final Switched everything =
      new Switched(
          EnumSet.allOf(org.symbolon.client.GrantType.class),
          List.of("client_secret_basic", "client_secret_post", "none"),
          List.of("openid", "email", "storage.read:/"),
          true,
          Map.of("revocation_endpoint", "/oauth2/revoke"),
          List.of("en"),
          OpenIdOffer.USUAL,
          new RequestPromises(true, List.of("ES256"), List.of("urn:mfa")),
          new CertificatePromises(true, Optional.of(URI.create("https://mtls.example:8443"))));

  @Test
  void an_openid_library_reads_the_document() throws Exception {
    OIDCProviderMetadata read =
        OIDCProviderMetadata.parse(Discovery.document(issuer, everything).json());

    assertThat(read.getIssuer()).hasToString("https://issuer.example/lab");
    assertThat(read.getAuthorizationEndpointURI()).isEqualTo(at("/oauth2/authorize"));
    assertThat(read.getTokenEndpointURI()).isEqualTo(at("/oauth2/token"));
    assertThat(read.getDeviceAuthorizationEndpointURI())
        .isEqualTo(at("/oauth2/device_authorization"));
    assertThat(read.getJWKSetURI()).isEqualTo(at("/oauth2/certs"));
    assertThat(read.getUserInfoEndpointURI()).isEqualTo(at("/oauth2/userinfo"));
    assertThat(read.getRevocationEndpointURI()).isEqualTo(at("/oauth2/revoke"));
    assertThat(read.getScopes()).isEqualTo(new Scope("openid", "email", "storage.read:/"));
    assertThat(read.getResponseTypes()).containsExactly(ResponseType.CODE);
    assertThat(read.getResponseModes())
        .containsExactly(ResponseMode.QUERY, ResponseMode.FRAGMENT, ResponseMode.FORM_POST);
    assertThat(read.getGrantTypes())
        .containsExactly(
            GrantType.AUTHORIZATION_CODE,
            GrantType.REFRESH_TOKEN,
            GrantType.CLIENT_CREDENTIALS,
            GrantType.DEVICE_CODE,
            GrantType.TOKEN_EXCHANGE,
            GrantType.JWT_BEARER,
            GrantType.PASSWORD);
    assertThat(read.getTokenEndpointAuthMethods())
        .containsExactly(
            ClientAuthenticationMethod.CLIENT_SECRET_BASIC,
            ClientAuthenticationMethod.CLIENT_SECRET_POST,
            ClientAuthenticationMethod.NONE);
    assertThat(read.getCodeChallengeMethods()).containsExactly(CodeChallengeMethod.S256);
    assertThat(read.getIDTokenJWSAlgs()).hasToString("[ES256, RS256]");
    assertThat(read.getSubjectTypes()).containsExactly(SubjectType.PUBLIC);
    assertThat(read.getClaims()).contains("sub", "auth_time", "email_verified");
    assertThat(read.getClaims()).doesNotContain("given_name");
    assertThat(read.supportsAuthorizationResponseIssuerParam()).isTrue();
    assertThat(read.getPushedAuthorizationRequestEndpointURI()).isEqualTo(at("/oauth2/par"));
    assertThat(read.requiresPushedAuthorizationRequests()).isTrue();
    assertThat(read.supportsRequestParam()).isTrue();
    assertThat(read.supportsRequestURIParam()).isTrue();
    assertThat(read.requiresRequestURIRegistration()).isTrue();
    assertThat(read.getRequestObjectJWSAlgs()).hasToString("[ES256]");
    assertThat(read.getACRs()).hasToString("[urn:mfa]");
    assertThat(read.supportsTLSClientCertificateBoundAccessTokens()).isTrue();
    assertThat(read.getReadOnlyMtlsEndpointAliases().getTokenEndpointURI())
        .hasToString("https://mtls.example:8443/lab/oauth2/token");
    assertThat(read.getReadOnlyMtlsEndpointAliases().getUserInfoEndpointURI())
        .hasToString("https://mtls.example:8443/lab/oauth2/userinfo");
    assertThat(read.getReadOnlyMtlsEndpointAliases().getAuthorizationEndpointURI()).isNull();
    assertThat(read.getUILocales()).containsExactly(LangTag.parse("en"));
  }

  @Test
  void what_is_off_is_not_told() throws Exception {
    Switched machines =
        new Switched(
            Set.of(org.symbolon.client.GrantType.CLIENT_CREDENTIALS),
            List.of("client_secret_basic"),
            List.of("storage.read:/"),
            false,
            Map.of(),
            List.of());
    MetadataDocument document = Discovery.document(issuer, machines);

    assertThat(AuthorizationServerMetadata.parse(document.json()).getGrantTypes())
        .containsExactly(GrantType.CLIENT_CREDENTIALS);
    assertThat(document.json())
        .contains("\"response_types_supported\":[]")
        .doesNotContain(
            "authorization_endpoint",
            "pushed_authorization",
            "request_",
            "device_authorization_endpoint",
            "userinfo_endpoint",
            "code_challenge",
            "id_token",
            "claims_supported",
            "mtls_endpoint_aliases",
            "ui_locales");
  }

  @Test
  void a_sites_own_paths_are_told() {
    Issuer moved =
        new Issuer(
            issuer.id(),
            issuer.url(),
            issuer.profile(),
            issuer.display(),
            issuer.lifetimes(),
            issuer.audiences(),
            issuer.algorithms(),
            issuer.pkce(),
            issuer.onRefused(),
            issuer.subjectForm(),
            issuer.devicePollingInterval(),
            issuer.defaultScopes(),
            issuer.customClaims(),
            new Issuer.Paths(
                "/auth/a",
                "/par",
                "/auth/t",
                "/auth/d",
                "/v",
                "/auth/certs",
                "/u",
                "/i",
                "/r",
                "/reg",
                "/m",
                "/cb"),
            issuer.recheck(),
            issuer.accountLimits());

    assertThat(Discovery.document(moved, everything).json())
        .contains(
            "\"https://issuer.example/lab/auth/a\"",
            "\"https://issuer.example/lab/par\"",
            "\"https://issuer.example/lab/auth/t\"",
            "\"https://issuer.example/lab/auth/d\"",
            "\"https://issuer.example/lab/auth/certs\"");
  }

  @Test
  void the_etag_changes_with_the_document_only() {
    MetadataDocument document = Discovery.document(issuer, everything);

    assertThat(document.etag()).matches("\"[0-9a-f]{32}\"");
    assertThat(Discovery.document(issuer, everything)).isEqualTo(document);
    assertThat(
            Discovery.document(TestIssuer.of(Profile.WLCG).named("south").build(), everything)
                .etag())
        .isNotEqualTo(document.etag());
  }

  private static URI at(String path) {
    return URI.create("https://issuer.example/lab" + path);
  }
}
