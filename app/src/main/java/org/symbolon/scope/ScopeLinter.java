package org.symbolon.scope;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.symbolon.issuer.Profile;

/**
 * The last look at the scopes of a token before it is signed. It reads their text by itself, as
 * verifiers in the field do (scitokens-cpp, XRootD), and owes nothing to the parser: a fault there
 * must not reach a token.
 */
public final class ScopeLinter {
  private static final int MOST_SCOPES = 200;
  private static final int MOST_CHARACTERS = 8192;

  private static final Set<String> STORAGE =
      Set.of("storage.read", "storage.create", "storage.modify", "storage.stage", "storage.poll");
  private static final Set<String> COMPUTE =
      Set.of("compute.read", "compute.create", "compute.modify", "compute.cancel");

  /**
   * What scitokens-cpp takes for an authorization, alone ({@code read} is {@code read:/}) or not.
   */
  private static final Set<String> SCITOKENS =
      Set.of("read", "write", "create", "modify", "queue", "execute", "condor");

  private static final Pattern TOKEN = Pattern.compile("[!#-\\[\\]-~]+");
  private static final String OCTET = "(?:[A-Za-z0-9._~!$&'()*+,;=:@-]|%[0-9A-F]{2})";
  private static final Pattern PATH = Pattern.compile("/|(?:/" + OCTET + "+)+/?");
  private static final Pattern DOTS = Pattern.compile("(?:^|/)(?:\\.|%2[Ee]){1,2}(?:/|$)");

  /** Slash, controls, delete, and what needs no escape and so has two spellings. */
  private static final Pattern BAD_ESCAPE =
      Pattern.compile(
          "%(?:[01].|2F|7F|C2%[89].|E2%80%A[89]|2[146789ABCDE]|3[0-9ABD]|40|[46][1-9A-F]|[57][0-9A]|5F|7E)");

  private static final Pattern ESCAPES = Pattern.compile("(?:%[0-9A-F]{2})+");

  /** The well-formed UTF-8 sequences of RFC 3629 §4, escaped. */
  private static final Pattern UTF8 =
      Pattern.compile(
          ("(?:%[0-7]."
                  + "|%(?:C[2-9A-F]|D.)T"
                  + "|%E0%[AB].T|%E[1-9A-CEF]TT|%ED%[89].T"
                  + "|%F0%[9AB].TT|%F[1-3]TTT|%F4%8.TT)*")
              .replace("T", "%[89AB]."));

  private ScopeLinter() {}

  /**
   * @param scopes the scopes a token would have, each as its text
   * @return what a verifier would reject or read in another way, one sentence each; empty where the
   *     token may be signed
   */
  public static List<String> check(List<String> scopes, Profile profile) {
    List<String> problems = new ArrayList<>();
    if (scopes.size() > MOST_SCOPES) {
      problems.add("more than " + MOST_SCOPES + " scopes");
    }
    if (String.join(" ", scopes).length() > MOST_CHARACTERS) {
      problems.add("the scopes are longer than " + MOST_CHARACTERS + " characters");
    }
    for (String scope : scopes) {
      problem(scope, profile)
          .ifPresent(problem -> problems.add(ScopeText.quoted(scope) + " " + problem));
    }
    return List.copyOf(problems);
  }

  private static Optional<String> problem(String scope, Profile profile) {
    if (scope.isEmpty()) {
      return Optional.of("is empty");
    }
    // RFC 6749 §3.3. A blank at the end makes scitokens-cpp read past the end of the claim.
    if (!TOKEN.matcher(scope).matches()) {
      return Optional.of("has a blank, a control character or one that is not ASCII");
    }
    int colon = scope.indexOf(':');
    String name = colon < 0 ? scope : scope.substring(0, colon);
    String rest = colon < 0 ? "" : scope.substring(colon + 1);
    // scitokens-cpp normalises what follows any colon, and /../.. ends the process.
    if (DOTS.matcher(rest).find()) {
      return Optional.of("has a component . or ..");
    }
    return ofProfile(name, profile).or(() -> ofName(name, rest, colon >= 0));
  }

  private static Optional<String> ofProfile(String name, Profile profile) {
    boolean wlcg =
        name.startsWith("storage.")
            || name.startsWith("compute.")
            || name.startsWith("wlcg.")
            || name.equals("wlcg")
            || name.equals("host.auth");
    return switch (profile) {
      case WLCG ->
          SCITOKENS.contains(name)
              ? Optional.of("would be read as a SciTokens authorization in a WLCG token")
              : Optional.empty();
      case SCITOKENS -> wlcg ? Optional.of("means nothing in a SciTokens token") : Optional.empty();
      case PLAIN -> Optional.empty();
    };
  }

  private static Optional<String> ofName(String name, String rest, boolean colon) {
    if (STORAGE.contains(name) || name.equals("read") || name.equals("write")) {
      // scitokens-cpp takes a missing path for the root.
      return rest.isEmpty()
          ? Optional.of("has no path and would be read as " + name + ":/")
          : path(rest);
    }
    if (name.startsWith("storage.") || name.equals("create") || name.equals("modify")) {
      return Optional.of("is no scope of the profile, but a verifier may take it for one");
    }
    if (name.startsWith("compute.") && (colon || !COMPUTE.contains(name))) {
      return Optional.of("is no scope of the profile");
    }
    if ((name.equals("queue") || name.equals("execute")) && colon) {
      return Optional.of("has a path that no verifier reads");
    }
    if (name.equals("condor") && !rest.matches("/[A-Z][A-Z_]*")) {
      return Optional.of("names no HTCondor authorization level, as in condor:/READ");
    }
    return Optional.empty();
  }

  private static Optional<String> path(String path) {
    if (!PATH.matcher(path).matches()) {
      return Optional.of("has a path that is not absolute, normalised and percent-encoded");
    }
    if (path.indexOf('%') < 0) {
      return Optional.empty();
    }
    if (BAD_ESCAPE.matcher(path).find()) {
      return Optional.of("has an escape of a slash, a control character or a plain character");
    }
    Matcher escapes = ESCAPES.matcher(path);
    while (escapes.find()) {
      if (!UTF8.matcher(escapes.group()).matches()) {
        return Optional.of("has escapes that are not UTF-8");
      }
    }
    if (path.contains("%20/") || path.endsWith("%20")) {
      return Optional.of("has a component that ends in a blank");
    }
    return Optional.empty();
  }
}
