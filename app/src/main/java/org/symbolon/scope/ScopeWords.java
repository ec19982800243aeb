package org.symbolon.scope;

import java.util.Map;
import java.util.Optional;
import org.symbolon.resolver.ScopeQuestion.ScopePath;

/** Scopes in plain words, for the pages on which people approve them. */
public final class ScopeWords {
  private static final String CHECKED =
      "What lies below was checked too, as it is now; the storage must enforce what comes later.";

  private static final String UNCHECKED =
      "What lies below was not checked; the storage must enforce it.";

  private static final Map<String, String> ACTIONS =
      Map.of(
          "storage.read", "Read files below",
          "storage.create", "Create new files below",
          "storage.modify", "Change and delete files below",
          "storage.stage", "Bring files from tape below",
          "storage.poll", "See which files are on tape below",
          "read", "Read files below",
          "write", "Create, change and delete files below");

  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("openid", "Know who you are"),
          Map.entry("profile", "Read your name"),
          Map.entry("email", "Read your e-mail address"),
          Map.entry("address", "Read your postal address"),
          Map.entry("phone", "Read your telephone number"),
          Map.entry("groups", "Know which groups you are in"),
          Map.entry("wlcg.groups", "Know which groups you are in"),
          Map.entry("wlcg", "Know you in the form WLCG services expect"),
          Map.entry("offline_access", "Keep working while you are away"),
          Map.entry("compute.read", "See the state of batch jobs"),
          Map.entry("compute.create", "Submit batch jobs"),
          Map.entry("compute.modify", "Change batch jobs"),
          Map.entry("compute.cancel", "Cancel batch jobs"),
          Map.entry("queue", "Submit batch jobs"),
          Map.entry("execute", "Run programs"),
          Map.entry("condor:/READ", "See the state of batch jobs"),
          Map.entry("condor:/WRITE", "Submit, change and cancel batch jobs"));

  private ScopeWords() {}

  /** "Read files below /data/ana/project1". */
  public static String inWords(Scope scope) {
    return inWords(scope, Optional.empty());
  }

  /**
   * @param until when what is granted ends, as the page writes times: "3 March 2027"
   */
  public static String inWords(Scope scope, Optional<String> until) {
    return switch (scope) {
      case PathScope path ->
          ACTIONS.getOrDefault(path.action(), "Use “" + path.action() + "” below")
              + " "
              + shown(path.path());
      case PlainScope plain -> inWords(plain.text(), until);
    };
  }

  /** What a page must add to this scope. */
  public static Optional<String> note(Outcome.Granted granted) {
    return granted.scope() instanceof PathScope
        ? Optional.of(granted.subtreeChecked() ? CHECKED : UNCHECKED)
        : Optional.empty();
  }

  private static String inWords(String text, Optional<String> until) {
    if (text.equals("offline_access")) {
      return NAMES.get(text) + until.map(when -> ", until " + when).orElse("");
    }
    if (text.startsWith("wlcg.capabilityset:")) {
      return "Use the rights of the group " + text.substring("wlcg.capabilityset:".length());
    }
    if (text.startsWith("wlcg.groups:")) {
      return "Know that you are in the group " + text.substring("wlcg.groups:".length());
    }
    return NAMES.getOrDefault(text, "Use “" + text + "”");
  }

  /** Readable, unless characters that a page does not show as they are could deceive. */
  private static String shown(ScopePath path) {
    ScopePath plain = new ScopePath(path.segments(), false);
    boolean honest = plain.toString().codePoints().allMatch(ScopeWords::isShownAsItIs);
    return honest ? plain.toString() : PathCoding.encode(plain);
  }

  private static boolean isShownAsItIs(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.FORMAT, // among them those that turn the direction of writing
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.SURROGATE,
          Character.CONTROL ->
          false;
      case Character.SPACE_SEPARATOR -> codePoint == ' ';
      default -> true;
    };
  }
}
