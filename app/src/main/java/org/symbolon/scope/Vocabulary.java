package org.symbolon.scope;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.symbolon.issuer.Profile;

/** The scope names that mean something to verifiers, by profile. */
final class Vocabulary {
  private static final Set<String> WLCG_PATH_ACTIONS =
      Set.of("storage.read", "storage.create", "storage.modify", "storage.stage", "storage.poll");
  private static final Set<String> SCITOKENS_PATH_ACTIONS = Set.of("read", "write");
  private static final Set<String> ALL_PATH_ACTIONS =
      Stream.of(WLCG_PATH_ACTIONS, SCITOKENS_PATH_ACTIONS)
          .flatMap(Set::stream)
          .collect(Collectors.toUnmodifiableSet());

  /** WLCG profile §2.2.1, §3.1, §3.2. */
  private static final Pattern WLCG_PLAIN =
      Pattern.compile(
          "compute\\.(read|modify|create|cancel)|host\\.auth|wlcg(:[0-9]+(\\.[0-9]+)*)?"
              + "|wlcg\\.groups(:(/[A-Za-z0-9][A-Za-z0-9_.-]*)+)?"
              + "|wlcg\\.capabilityset:(/[A-Za-z0-9][A-Za-z0-9_.-]*)+");

  /** SciTokens claims, and the authorization levels of HTCondor. */
  private static final Pattern SCITOKENS_PLAIN =
      Pattern.compile("queue|execute|condor:/[A-Z][A-Z_]*");

  /** A name that a verifier of one profile or the other takes as an authorization. */
  private static final Pattern WLCG_FAMILY =
      Pattern.compile("(storage|compute)\\..*|wlcg([.:].*)?|host\\.auth", Pattern.DOTALL);

  private static final Pattern SCITOKENS_FAMILY =
      Pattern.compile("(read|write|create|modify|queue|execute|condor|aud)(:.*)?", Pattern.DOTALL);

  /** What an action contains besides itself. WLCG profile §2.2.1: stage does not contain read. */
  private static final Map<String, Set<String>> CONTAINED =
      Map.of(
          "storage.modify", Set.of("storage.create"),
          "storage.stage", Set.of("storage.poll"));

  private Vocabulary() {}

  /** Whether the right to do {@code greater} includes the right to do {@code lesser}. */
  static boolean contains(String greater, String lesser) {
    return greater.equals(lesser) || contained(greater).contains(lesser);
  }

  /** The actions contained in this one, itself not among them. */
  static Set<String> contained(String action) {
    return CONTAINED.getOrDefault(action, Set.of());
  }

  /** Actions that always have a path. */
  static Set<String> pathActions(Profile profile) {
    return switch (profile) {
      case WLCG -> WLCG_PATH_ACTIONS;
      case SCITOKENS -> SCITOKENS_PATH_ACTIONS;
      case PLAIN -> ALL_PATH_ACTIONS;
    };
  }

  /** Whether this is a scope without a path that the profile defines as an authorization. */
  static boolean isPlainAuthorization(String text, Profile profile) {
    return (profile != Profile.SCITOKENS && WLCG_PLAIN.matcher(text).matches())
        || (profile != Profile.WLCG && SCITOKENS_PLAIN.matcher(text).matches());
  }

  /**
   * Why this text, which is no legal authorization of the profile, must not pass as a mere name
   * either; empty where it may.
   */
  static Optional<String> whyReserved(String text, Profile profile) {
    if (text.startsWith("aud:")) {
      // Where the profile has it, a request's audiences are taken out before scopes are read.
      return Optional.of(
          profile == Profile.SCITOKENS
              ? "is no scope: an audience is asked for with aud:NAME or the parameter audience"
              : "is no scope: ask for an audience with the parameter audience");
    }
    Optional<String> foreign = whyForeign(text, profile);
    if (foreign.isPresent()) {
      return foreign;
    }
    if (isFamily(text)) {
      return Optional.of("is not among the scopes of the profile");
    }
    String lower = text.toLowerCase(Locale.ROOT);
    if (!lower.equals(text) && isFamily(lower)) {
      return Optional.of("is written wrong: scopes are lower case");
    }
    return Optional.empty();
  }

  /** Why this text belongs to the other profile; empty where it does not. */
  static Optional<String> whyForeign(String text, Profile profile) {
    return switch (profile) {
      case WLCG ->
          SCITOKENS_FAMILY.matcher(text).matches()
              ? Optional.of("is a SciTokens scope, but this issuer uses the WLCG profile")
              : Optional.empty();
      case SCITOKENS ->
          WLCG_FAMILY.matcher(text).matches()
              ? Optional.of("is a WLCG scope, but this issuer uses the SciTokens profile")
              : Optional.empty();
      case PLAIN -> Optional.empty();
    };
  }

  private static boolean isFamily(String text) {
    return WLCG_FAMILY.matcher(text).matches() || SCITOKENS_FAMILY.matcher(text).matches();
  }
}
