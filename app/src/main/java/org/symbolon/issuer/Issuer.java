package org.symbolon.issuer;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.symbolon.protocol.IssuerId;

/**
 * One issuer: one organisation's authorization server among those that share the process.
 *
 * @param url without a trailing slash; {@code iss} of every token; https except on loopback
 * @param algorithms JWS names; the first signs by default, all have a published key
 * @param defaultScopes templates with {@code {username}}, for a request that names no scope
 * @param groups how tokens tell of them
 * @param claims what is told of people besides the usual
 * @param sessions what a browser's session means
 * @param customClaims added to every access token; values as JSON would have them
 */
public record Issuer(
    IssuerId id,
    URI url,
    Profile profile,
    Display display,
    Lifetimes lifetimes,
    Audiences audiences,
    List<String> algorithms,
    Pkce pkce,
    OnRefused onRefused,
    SubjectForm subjectForm,
    Duration devicePollingInterval,
    List<String> defaultScopes,
    Map<String, Object> customClaims,
    Paths paths,
    Recheck recheck,
    AccountLimits accountLimits,
    GroupSettings groups,
    ClaimSettings claims,
    SessionSettings sessions) {
  /** One that tells of people and groups in the usual way. */
  public Issuer(
      IssuerId id,
      URI url,
      Profile profile,
      Display display,
      Lifetimes lifetimes,
      Audiences audiences,
      List<String> algorithms,
      Pkce pkce,
      OnRefused onRefused,
      SubjectForm subjectForm,
      Duration devicePollingInterval,
      List<String> defaultScopes,
      Map<String, Object> customClaims,
      Paths paths,
      Recheck recheck,
      AccountLimits accountLimits) {
    this(
        id,
        url,
        profile,
        display,
        lifetimes,
        audiences,
        algorithms,
        pkce,
        onRefused,
        subjectForm,
        devicePollingInterval,
        defaultScopes,
        customClaims,
        paths,
        recheck,
        accountLimits,
        GroupSettings.DEFAULT,
        ClaimSettings.DEFAULT,
        SessionSettings.DEFAULT);
  }

  public Issuer {
    algorithms = List.copyOf(algorithms);
    defaultScopes = List.copyOf(defaultScopes);
    customClaims = Map.copyOf(customClaims);
  }

  /** The path of the issuer's URL: empty, or beginning with a slash. */
  public String pathPrefix() {
    String path = url.getRawPath();
    return path == null ? "" : path;
  }

  /**
   * What pages show.
   *
   * @param logo a file
   * @param accent {@code #rrggbb}
   * @param help whom to ask, as plain text
   */
  public record Display(
      String name, Optional<java.nio.file.Path> logo, String accent, String help) {}

  /** Which authorization requests need PKCE (RFC 7636, RFC 9700 §2.1.1). */
  public enum Pkce {
    /** Every client. */
    ALL,
    /** Public clients; a confidential OpenID client may rely on {@code nonce} instead. */
    PUBLIC
  }

  /** What happens when some of the asked scopes are refused at the first issue. */
  public enum OnRefused {
    /** The whole request is refused with {@code invalid_scope}. */
    FAIL,
    /** The rest is granted and the answer's {@code scope} says so. */
    NARROW
  }

  /** What stands in {@code sub}. */
  public enum SubjectForm {
    /** The local name, which XRootD maps to an account. */
    LOCAL_NAME,
    /** A stable keyed hash of the person: nothing can be read from it. */
    OPAQUE
  }

  /**
   * Endpoint paths below the issuer's path, each beginning with a slash. Sites that change servers
   * keep theirs.
   */
  public record Paths(
      String authorization,
      String pushedAuthorization,
      String token,
      String deviceAuthorization,
      String verification,
      String jwks,
      String userinfo,
      String introspection,
      String revocation,
      String registration,
      String may,
      String callback) {
    public static final Paths DEFAULT =
        new Paths(
            "/oauth2/authorize",
            "/oauth2/par",
            "/oauth2/token",
            "/oauth2/device_authorization",
            "/device",
            "/oauth2/certs",
            "/oauth2/userinfo",
            "/oauth2/introspect",
            "/oauth2/revoke",
            "/oauth2/register",
            "/oauth2/may",
            "/login/callback");
  }

  /**
   * How a held upstream identity is checked anew.
   *
   * @param every at most this often, at refresh; 5 minutes by default
   * @param tolerateOutageFor how long since the last good answer "cannot say" is tolerated; 24
   *     hours by default
   */
  public record Recheck(Duration every, Duration tolerateOutageFor) {
    public static final Recheck DEFAULT = new Recheck(Duration.ofMinutes(5), Duration.ofHours(24));
  }

  /**
   * Which accounts get tokens at all.
   *
   * @param minUid 1000 by default; an account with a lower number gets none
   * @param refusedNames get none
   */
  public record AccountLimits(long minUid, Set<String> refusedNames) {
    public AccountLimits {
      refusedNames = Set.copyOf(refusedNames);
    }

    public static final AccountLimits DEFAULT = new AccountLimits(1000, Set.of("root"));
  }
}
