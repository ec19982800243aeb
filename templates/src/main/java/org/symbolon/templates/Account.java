package org.symbolon.templates;

import java.util.List;
import java.util.Optional;

/**
 * A person's own page: where they are signed in, what acts for them, and what they may do. Each
 * entry ends by a form of its own, which sends {@link Fields#WHAT} and {@link Fields#ID}.
 *
 * @param visits the browsers in which the person is signed in
 * @param programs what acts for them
 * @param jobs what was prepared for their jobs
 * @param remembered what they are not asked again about
 * @param registered programs that they themselves registered
 * @param register where they register one more, where they may at all
 * @param end posts to where each entry ends
 * @param may posts the question what the person may do; sends {@link Fields#PROGRAM} and {@link
 *     Fields#ASKED}
 * @param notice what has just been done
 */
public record Account(
    SignedInAs person,
    List<Entry> visits,
    List<Entry> programs,
    List<Entry> jobs,
    List<Entry> remembered,
    List<Entry> registered,
    Optional<String> register,
    Form end,
    Form may,
    Optional<Answer> answer,
    Optional<String> notice)
    implements Page {
  public static final String VISIT = "visit";
  public static final String PROGRAM = "program";
  public static final String REMEMBERED = "remembered";
  public static final String REGISTERED = "registered";
  public static final String EVERYTHING = "everything";

  public Account {
    visits = List.copyOf(visits);
    programs = List.copyOf(programs);
    jobs = List.copyOf(jobs);
    remembered = List.copyOf(remembered);
    registered = List.copyOf(registered);
    register.ifPresent(Href::path);
  }

  /**
   * Something that can be ended.
   *
   * @param what {@link #VISIT} …
   * @param name what it is
   * @param facts since when, last used, from where: short sentences
   * @param lines what it may do
   * @param button what ending it is called
   */
  public record Entry(
      String what,
      String id,
      String name,
      List<String> facts,
      List<ScopeLine> lines,
      String button) {
    public Entry {
      facts = List.copyOf(facts);
      lines = List.copyOf(lines);
    }
  }

  /**
   * What came of the question what the person may do.
   *
   * @param program as asked
   * @param asked as asked
   * @param sentence what holds for all of it
   * @param granted what they may have
   * @param refused what not, with reasons
   */
  public record Answer(
      String program,
      String asked,
      String sentence,
      List<ScopeLine> granted,
      List<ScopeLine> refused) {
    public Answer {
      granted = List.copyOf(granted);
      refused = List.copyOf(refused);
    }
  }
}
