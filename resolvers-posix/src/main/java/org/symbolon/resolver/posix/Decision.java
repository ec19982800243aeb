package org.symbolon.resolver.posix;

import static org.symbolon.resolver.posix.Ruling.READ;
import static org.symbolon.resolver.posix.Ruling.SEARCH;
import static org.symbolon.resolver.posix.Ruling.WRITE;

import java.util.List;
import java.util.Optional;
import org.symbolon.resolver.ScopeQuestion.ScopePath;
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

  static Verdict on(Action action, Asker who, ScopePath path, Outcome outcome) {
    Decision decision = new Decision(who, RawPath.printable(path.toString()));
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
              ", the nearest directory that exists for " + decision.asked);
      case Outcome.File file -> decision.onFile(action, file);
    };
  }

  private Verdict inDirectory(Action action, Permissions directory, String shown, String note) {
    List<Integer> needed =
        switch (action) {
          // Listing and reaching what is listed are two questions to the kernel; making or removing
          // an entry is one.
          case READ -> List.of(READ, SEARCH);
          case CREATE, MODIFY -> List.of(WRITE | SEARCH);
        };
    String granted = "";
    for (int rights : needed) {
      Ruling ruling = directory.ask(who, rights);
      if (!ruling.granted()) {
        return new Verdict.Refused(ruling.on(shown) + note);
      }
      granted = ruling.on(shown);
    }
    return new Verdict.Granted(granted + note);
  }

  private Verdict onFile(Action action, Outcome.File file) {
    return switch (action) {
      case READ -> verdict(file.permissions().ask(who, READ), file.shown());
      case CREATE ->
          new Verdict.Refused(file.shown() + " exists: creating never changes what is there");
      case MODIFY -> modify(file);
    };
  }

  private Verdict modify(Outcome.File file) {
    Ruling content = file.permissions().ask(who, WRITE);
    return content.granted()
        ? deletingRefused(file.name()).orElseGet(() -> verdict(content, file.shown()))
        : verdict(content, file.shown());
  }

  /** Modify includes deleting, which is a matter of the directory: why not, where not. */
  private Optional<Verdict> deletingRefused(Outcome.Name name) {
    Ruling ruling = name.directory().ask(who, WRITE | SEARCH);
    if (!ruling.granted()) {
      return Optional.of(new Verdict.Refused(ruling.on(name.shown()) + ", so no deleting"));
    }
    return name.directory().stickyAgainst(who, name.owner())
        ? Optional.of(
            new Verdict.Refused(
                name.shown()
                    + " is sticky: only the owner of the file or of the directory may delete"))
        : Optional.empty();
  }

  private Verdict verdict(Ruling ruling, String shown) {
    String why = ruling.on(shown) + by(shown);
    return ruling.granted() ? new Verdict.Granted(why) : new Verdict.Refused(why);
  }

  /** Names the path that was asked for, where a link led elsewhere. */
  private String by(String shown) {
    String plain =
        asked.length() > 1 && asked.endsWith("/") ? asked.substring(0, asked.length() - 1) : asked;
    return plain.equals(shown) ? "" : ", where " + plain + " leads";
  }
}
