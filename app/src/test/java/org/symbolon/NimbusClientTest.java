package org.symbolon;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenIntrospectionRequest;
import com.nimbusds.oauth2.sdk.TokenIntrospectionResponse;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenRevocationRequest;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.client.ClientDeleteRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.UserInfoRequest;
import com.nimbusds.openid.connect.sdk.UserInfoResponse;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientInformation;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientInformationResponse;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientMetadata;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientRegistrationRequest;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientRegistrationResponseParser;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.net.URI;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The certified Nimbus SDK as a client of a running gateway, from discovery to deletion. */
class NimbusClientTest {
  private static final URI CALLBACK = URI.create("http://127.0.0.1:9999/cb");
  private static final Scope SCOPE = Scope.parse("openid offline_access compute.read");

  private static final ClientSecretBasic STORAGE =
      new ClientSecretBasic(new ClientID("storage"), new Secret(ClientSite.SECRET));

  @TempDir private Path folder;

  @Test
  void it_discovers_registers_logs_in_refreshes_inspects_revokes_and_deletes_itself()
      throws Exception {
    try (ClientSite site = new ClientSite(folder, ClientSite.STORAGE)) {
      OIDCProviderMetadata provider = OIDCProviderMetadata.resolve(new Issuer(site.issuer()));
      OIDCClientInformation client = register(provider);
      ClientSecretBasic secret = new ClientSecretBasic(client.getID(), client.getSecret());

      OIDCTokenResponse first = logIn(site, provider, client, secret);
      AccessToken access = first.getOIDCTokens().getAccessToken();
      UserInfoResponse person =
          UserInfoResponse.parse(
              new UserInfoRequest(provider.getUserInfoEndpointURI(), access)
                  .toHTTPRequest()
                  .send());
      assertThat(person.indicatesSuccess()).isTrue();
      assertThat(person.toSuccessResponse().getUserInfo().getSubject().getValue())
          .isEqualTo(first.getOIDCTokens().getIDToken().getJWTClaimsSet().getSubject());
      assertThat(isActive(provider, access)).isTrue();
      assertThat(
              new UserInfoRequest(URI.create(site.issuer() + "/oauth2/may"), access)
                  .toHTTPRequest()
                  .send()
                  .getBody())
          .as("what it may ask for")
          .contains("\"scope\":\"compute.read\"");

      OIDCTokenResponse second =
          tokens(provider, secret, new RefreshTokenGrant(first.getOIDCTokens().getRefreshToken()));
      assertThat(isActive(provider, second.getOIDCTokens().getAccessToken())).isTrue();
      assertThat(
              new TokenRevocationRequest(
                      provider.getRevocationEndpointURI(),
                      secret,
                      second.getOIDCTokens().getRefreshToken())
                  .toHTTPRequest()
                  .send()
                  .getStatusCode())
          .isEqualTo(200);
      assertThat(isActive(provider, second.getOIDCTokens().getAccessToken())).isFalse();

      assertThat(
              new ClientDeleteRequest(
                      client.getRegistrationURI(), client.getRegistrationAccessToken())
                  .toHTTPRequest()
                  .send()
                  .getStatusCode())
          .isEqualTo(204);
    }
  }

  private static OIDCClientInformation register(OIDCProviderMetadata provider) throws Exception {
    OIDCClientMetadata metadata = new OIDCClientMetadata();
    metadata.setName("A program in Java");
    metadata.setRedirectionURI(CALLBACK);
    metadata.setGrantTypes(Set.of(GrantType.AUTHORIZATION_CODE, GrantType.REFRESH_TOKEN));
    metadata.setScope(SCOPE);
    metadata.applyDefaults();
    var answer =
        OIDCClientRegistrationResponseParser.parse(
            new OIDCClientRegistrationRequest(provider.getRegistrationEndpointURI(), metadata, null)
                .toHTTPRequest()
                .send());
    assertThat(answer.indicatesSuccess()).isTrue();
    return ((OIDCClientInformationResponse) answer.toSuccessResponse()).getOIDCClientInformation();
  }

  private static OIDCTokenResponse logIn(
      ClientSite site,
      OIDCProviderMetadata provider,
      OIDCClientInformation client,
      ClientSecretBasic secret)
      throws Exception {
    CodeVerifier verifier = new CodeVerifier();
    State state = new State();
    Nonce nonce = new Nonce();
    URI request =
        new AuthenticationRequest.Builder(
                new ResponseType(ResponseType.Value.CODE), SCOPE, client.getID(), CALLBACK)
            .endpointURI(provider.getAuthorizationEndpointURI())
            .state(state)
            .nonce(nonce)
            .codeChallenge(verifier, CodeChallengeMethod.S256)
            .build()
            .toURI();
    var response = AuthenticationResponseParser.parse(site.visit(request));
    assertThat(response.getState()).isEqualTo(state);
    assertThat(response.getIssuer()).isEqualTo(provider.getIssuer());
    AuthorizationCode code = response.toSuccessResponse().getAuthorizationCode();
    OIDCTokenResponse tokens =
        tokens(provider, secret, new AuthorizationCodeGrant(code, CALLBACK, verifier));
    new IDTokenValidator(
            provider.getIssuer(),
            client.getID(),
            JWSAlgorithm.RS256,
            provider.getJWKSetURI().toURL())
        .validate(tokens.getOIDCTokens().getIDToken(), nonce);
    return tokens;
  }

  private static OIDCTokenResponse tokens(
      OIDCProviderMetadata provider, ClientSecretBasic secret, AuthorizationGrant grant)
      throws Exception {
    var answer =
        OIDCTokenResponseParser.parse(
            new TokenRequest(provider.getTokenEndpointURI(), secret, grant, (Scope) null)
                .toHTTPRequest()
                .send());
    assertThat(answer.indicatesSuccess()).isTrue();
    return (OIDCTokenResponse) answer.toSuccessResponse();
  }

  private static boolean isActive(OIDCProviderMetadata provider, AccessToken token)
      throws Exception {
    return TokenIntrospectionResponse.parse(
            new TokenIntrospectionRequest(provider.getIntrospectionEndpointURI(), STORAGE, token)
                .toHTTPRequest()
                .send())
        .toSuccessResponse()
        .isActive();
  }
}
