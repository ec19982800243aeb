package org.symbolon.resolver.posix;

import java.util.Optional;
import org.symbolon.resolver.Verdict;

/**
 * What an action needs where its path leads.
 *
 * <table>
 *   <caption>The table of the operator guide</caption>
 *   <tr><th>action</th><th>file</th><th>directory</th><th>nothing</th></tr>
 *   <tr><td>read</td><td>r</td><td>r, x</td><td>r, x on the nearest that exists</td></tr>
 *   <tr><td>create</td><td>refused</td><td>w and x</td><td>w and x on the nearest</td></tr>
 *   <tr><td>modify</td><td>w; w and x on its directory, sticky rule included</td>
 *       <td>w and x</td><td>as create</td></tr>
 * </table>
 */
final class Decision {
  private final Asker who;
  private final String asked;

  private Decision(Asker who, String asked) {
    this.who = who;
    this.asked = asked;
  }

  /**
   * @param asked the path as people may read it, without a slash at its end
   */
  static Verdict on(Action action, Asker who, String asked, Outcome outcome) {
    Decision decision = new Decision(who, asked);
    return switch (outcome) {
      case Outcome.Stopped stopped -> stopped.verdict();
      case Outcome.Directory directory ->
          decision.inDirectory(
              action, directory.permissions(), directory.shown(), decision.by(directory.shown()));
      case Outcome.Nothing nothing ->
          decision.inDirectory(
              action,
              nothing.ancestor(),
              nothing.shown(),
              ", the nearest directory that exists for " + asked);
      case Outcome.File file -> decision.onFile(action, file);
    };
  }

  private Verdict inDirectory(Action action, Permissions directory, String shown, String note) {
    return directory
        .missing(who, action.onDirectory(), shown)
        .<Verdict>map(why -> new Verdict.Refused(why + note))
        .orElseGet(
            () ->
                new Verdict.Granted(
                    directory.ask(who, action.onDirectory().getLast()).on(shown) + note));
  }

  private Verdict onFile(Action action, Outcome.File file) {
    if (action.onFile().isEmpty()) {
      return new Verdict.Refused(file.shown() + " exists: creating never changes what is there");
    }
    Ruling content = file.permissions().ask(who, action.onFile().get());
    if (!content.granted()) {
      return new Verdict.Refused(content.on(file.shown()) + by(file.shown()));
    }
    Optional<String> noDeleting =
        action.deletes() ? file.name().whyNoDeleting(who) : Optional.empty();
    return noDeleting
        .<Verdict>map(Verdict.Refused::new)
        .orElseGet(() -> new Verdict.Granted(content.on(file.shown()) + by(file.shown())));
  }

  /** Names the path that was asked for, where a link led elsewhere. */
  private String by(String shown) {
    return asked.equals(shown) ? "" : ", where " + asked + " leads";
  }
}
