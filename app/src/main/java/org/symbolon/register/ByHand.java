package org.symbolon.register;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.symbolon.client.GrantType;
import org.symbolon.client.RegisteredMetadata.Method;

/**
 * A client as a person describes it on a page.
 *
 * @param redirectUris none for a device
 * @param keepsSecret whether it is confidential (RFC 6749 §2.1)
 */
public record ByHand(
    String name, Kind kind, boolean keepsSecret, List<String> redirectUris, List<String> scopes) {
  public ByHand {
    redirectUris = List.copyOf(redirectUris);
    scopes = List.copyOf(scopes);
  }

  /** How people come to it, and so by which flow. */
  public enum Kind {
    WEB("web", GrantType.AUTHORIZATION_CODE),
    NATIVE("native", GrantType.AUTHORIZATION_CODE),
    DEVICE("native", GrantType.DEVICE_CODE);

    private final String applicationType;
    private final GrantType grantType;

    Kind(String applicationType, GrantType grantType) {
      this.applicationType = applicationType;
      this.grantType = grantType;
    }
  }

  /** What a program would have sent. */
  Members members() {
    ObjectNode members = JsonNodeFactory.instance.objectNode();
    members.put("client_name", name);
    members.put("application_type", kind.applicationType);
    members.putArray("grant_types").add(kind.grantType.text()).add(GrantType.REFRESH_TOKEN.text());
    members.put(
        "token_endpoint_auth_method", keepsSecret ? Method.BASIC.text() : Method.NONE.text());
    redirectUris.forEach(members.putArray("redirect_uris")::add);
    members.put("scope", String.join(" ", scopes));
    return new Members(members);
  }
}
