package org.symbolon.client;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.symbolon.client.Client.Authentication;
import org.symbolon.client.Client.Authentication.Sent;
import org.symbolon.protocol.ClientId;
import org.symbolon.protocol.IssuerId;
import org.symbolon.protocol.SecretHash;

/**
 * A client that registered itself (RFC 7591). Whatever is a privilege has no place in here, so that
 * no request can set it.
 *
 * @param management the hash of its registration access token
 * @param secret absent for a public client
 * @param expires unless it is used before
 */
public record RegisteredClient(
    IssuerId issuer,
    ClientId id,
    Metadata metadata,
    Optional<SecretHash> secret,
    SecretHash management,
    Instant registered,
    Instant expires) {
  /** What it says of itself, validated. */
  public record Metadata(
      String name,
      List<String> redirectUris,
      Set<GrantType> grantTypes,
      List<String> scopes,
      Method method) {
    public Metadata {
      redirectUris = List.copyOf(redirectUris);
      grantTypes = Set.copyOf(grantTypes);
      scopes = List.copyOf(scopes);
    }
  }

  /** How it authenticates. */
  public enum Method {
    NONE("none"),
    BASIC("client_secret_basic"),
    POST("client_secret_post");

    private final String text;

    Method(String text) {
      this.text = text;
    }

    /** As {@code token_endpoint_auth_method} names it. */
    public String text() {
      return text;
    }
  }

  /**
   * The client as the flows see it. Its name says what nobody has checked, so that no page can
   * forget to.
   */
  public Client client(Instant now) {
    return new Client(
        issuer,
        id,
        metadata.name + " (not verified: registered itself " + age(now) + ")",
        authentication(),
        metadata.grantTypes,
        metadata.redirectUris,
        metadata.scopes,
        Optional.empty(),
        false,
        false,
        Optional.empty(),
        Optional.empty(),
        Client.Overrides.NONE);
  }

  private Authentication authentication() {
    if (metadata.method == Method.NONE) {
      return new Authentication.None();
    }
    return new Authentication.Secret(
        secret.stream().toList(), metadata.method == Method.BASIC ? Sent.BASIC : Sent.POST);
  }

  private String age(Instant now) {
    long days = Duration.between(registered, now).toDays();
    if (days < 1) {
      return "today";
    }
    return days == 1 ? "1 day ago" : days + " days ago";
  }
}
