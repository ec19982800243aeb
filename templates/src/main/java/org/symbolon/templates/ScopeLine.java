package org.symbolon.templates;

import java.util.Optional;

/**
 * One permission, as a person reads it.
 *
 * @param words in plain words: "Read files below /data/ana/project1"
 * @param scope as the program asked for it; shown small
 * @param reason why it is granted or refused, where the person may know
 * @param note what else to know: "What lies below was not checked; the storage enforces it"
 */
public record ScopeLine(
    String words, String scope, Optional<String> reason, Optional<String> note) {
  /** A permission about which there is nothing else to say. */
  public static ScopeLine of(String words, String scope) {
    return new ScopeLine(words, scope, Optional.empty(), Optional.empty());
  }

  /** The same with a reason. */
  public ScopeLine because(String why) {
    return new ScopeLine(words, scope, Optional.of(why), note);
  }

  /** The same with a note. */
  public ScopeLine noting(String what) {
    return new ScopeLine(words, scope, reason, Optional.of(what));
  }
}
