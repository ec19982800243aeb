package org.symbolon.client;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.symbolon.fetch.Reach;

/**
 * How a client wants to be treated, in the standards' own words: from its registration or its
 * configuration. None of it is a privilege: each makes a check stricter, shapes an answer, or names
 * an address of the client's own.
 *
 * @param keys by which it signs request objects, whatever else it does by them
 * @param idTokenAlgorithm the JWS name of its ID tokens; absent where they are signed like its
 *     access tokens
 * @param assertionAlgorithm the only JWS name its assertions may have; absent for any good one
 * @param dpopBound gets tokens bound to a key it proves (RFC 9449 §5.2), and no others
 * @param certificateBound gets tokens bound to its certificate (RFC 8705 §3.4), and no others
 * @param reach which addresses those of its URIs may have that this server fetches or calls
 * @param profile by which it is held beyond the rules for everybody
 */
public record Preferences(
    Links links,
    Requests requests,
    Logout logout,
    Optional<ClientKeys> keys,
    Optional<String> idTokenAlgorithm,
    Optional<String> assertionAlgorithm,
    boolean dpopBound,
    boolean certificateBound,
    Reach reach,
    SecurityProfile profile) {
  public static final Preferences NONE =
      new Preferences(
          Links.NONE,
          Requests.NONE,
          Logout.NONE,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          false,
          false,
          Reach.PUBLIC,
          SecurityProfile.USUAL);

  /** Held by the usual rules. */
  public Preferences(
      Links links,
      Requests requests,
      Logout logout,
      Optional<ClientKeys> keys,
      Optional<String> idTokenAlgorithm,
      Optional<String> assertionAlgorithm,
      boolean dpopBound,
      boolean certificateBound,
      Reach reach) {
    this(
        links,
        requests,
        logout,
        keys,
        idTokenAlgorithm,
        assertionAlgorithm,
        dpopBound,
        certificateBound,
        reach,
        SecurityProfile.USUAL);
  }

  /** What people may read about it (RFC 7591 §2). All https. */
  public record Links(
      Optional<URI> logo, Optional<URI> home, Optional<URI> policy, Optional<URI> terms) {
    public static final Links NONE =
        new Links(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /**
   * How it asks (OpenID Connect Registration §2, RFC 9101 §10.5, RFC 9126 §6).
   *
   * @param uris where its request objects are; compared exactly, fragments left out
   * @param algorithm the only JWS name its request objects may have, {@code none} too; absent for
   *     any by which a key signs
   * @param pushedOnly its requests must be pushed
   * @param signedOnly its requests must be signed
   * @param maxAge where a request says none
   * @param authTime its ID tokens must tell {@code auth_time}
   * @param acrValues where a request says none
   * @param initiateLogin where somebody else may send a browser to begin (OpenID Connect Core §4)
   */
  public record Requests(
      List<String> uris,
      Optional<String> algorithm,
      boolean pushedOnly,
      boolean signedOnly,
      Optional<Duration> maxAge,
      boolean authTime,
      List<String> acrValues,
      Optional<URI> initiateLogin) {
    public static final Requests NONE =
        new Requests(
            List.of(),
            Optional.empty(),
            false,
            false,
            Optional.empty(),
            false,
            List.of(),
            Optional.empty());

    public Requests {
      uris = List.copyOf(uris);
      acrValues = List.copyOf(acrValues);
    }
  }

  /**
   * How it learns that a session ended (OpenID Connect RP-Initiated, Back-Channel and Front-Channel
   * Logout).
   *
   * @param redirectUris where a browser may be sent afterwards; compared exactly
   * @param backChannelSession its logout tokens must name the session
   * @param frontChannelSession its address must be told issuer and session
   */
  public record Logout(
      List<String> redirectUris,
      Optional<URI> backChannel,
      boolean backChannelSession,
      Optional<URI> frontChannel,
      boolean frontChannelSession) {
    public static final Logout NONE =
        new Logout(List.of(), Optional.empty(), false, Optional.empty(), false);

    public Logout {
      redirectUris = List.copyOf(redirectUris);
    }
  }
}
