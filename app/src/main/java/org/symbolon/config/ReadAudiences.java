package org.symbolon.config;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.symbolon.issuer.AudienceRules;
import org.symbolon.issuer.Audiences;
import org.symbolon.issuer.Profile;

/** Reads {@code audience} and {@code allowed-audiences}, of an issuer or a client. */
final class ReadAudiences {
  private ReadAudiences() {}

  static Audiences ofIssuer(Section block, Profile profile, URI url) {
    boolean missing = !block.has("audience");
    if (missing && profile == Profile.PLAIN) {
      // Its tokens are mostly for its own userinfo; RFC 9068 §3 wants some default.
      return new Audiences(List.of(url.toString()), allowed(block));
    }
    if (missing) {
      block.mistake(
          "audience", "is missing: whom the tokens are for, as in https://storage.lab.example");
    }
    return new Audiences(defaults(block), allowed(block));
  }

  /** Empty where the client's are the issuer's. */
  static Optional<Audiences> ofClient(Section block, Audiences ofIssuer) {
    boolean own = block.has("audience");
    if (!own && !block.has("allowed-audiences")) {
      return Optional.empty();
    }
    return Optional.of(new Audiences(own ? defaults(block) : ofIssuer.defaults(), allowed(block)));
  }

  private static List<String> defaults(Section block) {
    List<String> defaults = block.distinct("audience", ReadAudiences::audience);
    if (block.isEmptyList("audience")) {
      block.mistake("audience", "should name at least one service");
    }
    return defaults;
  }

  private static List<String> allowed(Section block) {
    return block.distinct("allowed-audiences", ReadAudiences::pattern);
  }

  /** An audience that a client is. */
  static String own(String text) throws Mistake {
    if (AudienceRules.WILDCARDS.contains(text)) {
      throw new Mistake(
          "is " + text + ", which is everybody: name the audience that this client alone is");
    }
    return audience(text);
  }

  private static String audience(String text) throws Mistake {
    if (AudienceRules.WILDCARDS.contains(text)) {
      throw new Mistake(
          "is "
              + text
              + ", which every service takes for its own: name your services here, and put it under"
              + " allowed-audiences for clients that ask for it");
    }
    if (text.indexOf('*') >= 0) {
      throw new Mistake("should be an audience as it stands in tokens: * is for allowed-audiences");
    }
    return pattern(text);
  }

  static String pattern(String text) throws Mistake {
    if (text.chars().anyMatch(c -> c <= ' ' || c > '~')) {
      throw new Mistake("should have no blanks and plain ASCII characters only");
    }
    return Readings.text(text);
  }
}
