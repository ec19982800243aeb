package org.symbolon.config;

import java.net.URI;
import java.util.Optional;
import java.util.stream.Stream;
import org.symbolon.client.Client.Authentication;
import org.symbolon.client.Preferences;
import org.symbolon.client.RedirectUris;
import org.symbolon.client.SecurityProfile;
import org.symbolon.fetch.Reach;

/** Reads how a client wants to be treated. */
final class ReadPreferences {
  private ReadPreferences() {}

  /**
   * @param authentication how the client proves who it is
   */
  static Preferences from(Section client, Authentication authentication) {
    Preferences none = Preferences.NONE;
    Preferences.Logout logout =
        client.section("logout").map(ReadPreferences::logout).orElse(Preferences.Logout.NONE);
    Optional<Section> requests = client.section("requests");
    Preferences.Requests asked =
        requests.map(ReadRequests::ofClient).orElse(Preferences.Requests.NONE);
    boolean loopback =
        Stream.concat(logout.backChannel().stream(), asked.uris().stream().map(URI::create))
            .anyMatch(uri -> Readings.isLoopback(uri.getHost()));
    SecurityProfile profile =
        client.value("profile", Readings.oneOf(SecurityProfile.class), none.profile());
    boolean byKey = client.value("dpop-bound-access-tokens", Readings::flag, false);
    boolean byCertificate =
        client.value("tls-client-certificate-bound-access-tokens", Readings::flag, false);
    // FAPI 2.0 Security Profile §5.3.2.1: tokens are bound, to what the client has at hand.
    boolean unsaid = profile == SecurityProfile.FAPI2 && !byKey && !byCertificate;
    boolean showsCertificate = isByCertificate(authentication);
    Reach reach = client.value("reach", Readings.oneOf(Reach.class), none.reach());
    return new Preferences(
        none.links(),
        asked,
        logout,
        requests.flatMap(ReadKeys::from),
        none.idTokenAlgorithm(),
        none.assertionAlgorithm(),
        byKey || (unsaid && !showsCertificate),
        byCertificate || (unsaid && showsCertificate),
        loopback ? Reach.LOOPBACK : reach,
        profile);
  }

  private static Preferences.Logout logout(Section logout) {
    Optional<URI> frontChannel = logout.value("front-channel", ReadPreferences::address);
    if (logout.has("front-channel-session") && frontChannel.isEmpty()) {
      logout.mistake("front-channel-session", "has no effect without front-channel");
    }
    return new Preferences.Logout(
        logout.distinct("redirect-uris", RedirectUri::read),
        logout.value("back-channel", ReadPreferences::address),
        // Its logout tokens name the session in any case.
        true,
        frontChannel,
        logout.value("front-channel-session", Readings::flag, true));
  }

  /** Front-Channel Logout §2 and Back-Channel Logout §2.2 allow a query of its own. */
  private static URI address(String text) throws Mistake {
    Optional<String> problem = RedirectUris.problem(Readings.text(text));
    URI uri = Readings.uri(text);
    if (problem.isPresent() || uri.getHost() == null) {
      throw new Mistake(problem.orElse("should begin with https://"));
    }
    return uri;
  }

  private static boolean isByCertificate(Authentication authentication) {
    return authentication instanceof Authentication.Tls
        || authentication instanceof Authentication.SelfSignedTls;
  }
}
