package org.symbolon.upstream;

import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenErrorResponse;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.symbolon.fetch.Fetch;
import org.symbolon.fetch.Request;
import org.symbolon.protocol.SecretText;

/** One request to the institution's token endpoint, and what its answer is. */
final class TokenEndpoint {
  private final UpstreamSettings settings;
  private final Calls calls;

  TokenEndpoint(UpstreamSettings settings, Calls calls) {
    this.settings = settings;
    this.calls = calls;
  }

  /** What the token endpoint answered. */
  sealed interface Answer {
    record Tokens(OIDCTokens tokens) implements Answer {}

    /**
     * An error in the form of RFC 6749 §5.2.
     *
     * @param code empty when the answer has none or is not JSON
     */
    record Refusal(int status, String code) implements Answer {
      /** RFC 6749 §5.2: {@code invalid_grant} comes with 400; with anything else it is nonsense. */
      boolean invalidGrant() {
        return status == 400 && code.equals("invalid_grant");
      }
    }

    /** No answer, or none that can be read. */
    record Nothing(String why) implements Answer {}
  }

  Answer ask(URI endpoint, AuthorizationGrant grant) {
    return ask(endpoint, grant, List.of());
  }

  /**
   * @param scopes asked for here; none where they were asked for before
   */
  Answer ask(URI endpoint, AuthorizationGrant grant, List<String> scopes) {
    return switch (calls.call(request(endpoint, grant, scopes))) {
      case Fetch.Failed(String why) -> new Answer.Nothing(why);
      case Fetch.Fetched fetched -> read(fetched);
    };
  }

  private Request request(URI endpoint, AuthorizationGrant grant, List<String> scopes) {
    ClientID client = new ClientID(settings.clientId());
    HTTPRequest request =
        authentication(client)
            .map(authentication -> new TokenRequest.Builder(endpoint, authentication, grant))
            .orElseGet(() -> new TokenRequest.Builder(endpoint, client, grant))
            .scope(scopes.isEmpty() ? null : new Scope(scopes.toArray(String[]::new)))
            .build()
            .toHTTPRequest();
    Map<String, String> headers = new HashMap<>();
    headers.put("Accept", "application/json");
    String authorization = request.getAuthorization();
    if (authorization != null) {
      headers.put("Authorization", authorization);
    }
    return new Request(endpoint, headers, Optional.of(request.getBody()));
  }

  private Optional<ClientAuthentication> authentication(ClientID client) {
    Optional<Secret> secret = settings.secret().map(SecretText::value).map(Secret::new);
    return switch (settings.authentication()) {
      case CLIENT_SECRET_BASIC -> secret.map(text -> new ClientSecretBasic(client, text));
      case CLIENT_SECRET_POST -> secret.map(text -> new ClientSecretPost(client, text));
      case NONE -> Optional.empty();
    };
  }

  private static Answer read(Fetch.Fetched fetched) {
    HTTPResponse response = new HTTPResponse(fetched.status());
    try {
      if (fetched.header("content-type").isPresent()) {
        response.setContentType(fetched.header("content-type").get());
      }
      response.setBody(fetched.body());
      if (fetched.status() == HTTPResponse.SC_OK) {
        return new Answer.Tokens(OIDCTokenResponse.parse(response).getOIDCTokens());
      }
      ErrorObject error = TokenErrorResponse.parse(response).getErrorObject();
      return new Answer.Refusal(fetched.status(), Optional.ofNullable(error.getCode()).orElse(""));
    } catch (ParseException e) {
      // The parser's message can quote the answer, and with it a token.
      return new Answer.Nothing(
          "the token endpoint answers " + fetched.status() + " with what can not be read");
    }
  }
}
