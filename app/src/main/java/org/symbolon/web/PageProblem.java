package org.symbolon.web;

import java.util.Optional;
import org.symbolon.templates.Link;

/** A browser's request that can not go on; the person is told what to do. */
final class PageProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String sentence;
  private final String advice;
  private final transient Optional<Link> next;

  PageProblem(int status, String title, String sentence, String advice, Optional<Link> next) {
    super(title, null, false, false);
    this.status = status;
    this.sentence = sentence;
    this.advice = advice;
    this.next = next;
  }

  static PageProblem notUnderWay() {
    return new PageProblem(
        400,
        "This sign-in is no longer under way",
        "It took too long, was finished already, or was begun in another browser.",
        "Go back to the program you came from and start again there.",
        Optional.empty());
  }

  static PageProblem forgedForm() {
    return new PageProblem(
        403,
        "This form can not be accepted",
        "It was not sent from a page that this browser was shown just now.",
        "If you did this yourself, start again. The site needs cookies for this.",
        Optional.empty());
  }

  int status() {
    return status;
  }

  String title() {
    return String.valueOf(getMessage());
  }

  String sentence() {
    return sentence;
  }

  String advice() {
    return advice;
  }

  Optional<Link> next() {
    return next;
  }
}
