package org.symbolon.exchange;

import java.util.Optional;

/**
 * A rule held against a request.
 *
 * @param miss why it does not decide; absent where it does
 */
public record Tried(ExchangeRule rule, Optional<Miss> miss) {
  /** Where a rule stopped to match. */
  public enum Stage {
    CLIENT,
    MODE,
    SUBJECT,
    ACTOR,
    TARGET
  }

  /**
   * @param why for an administrator
   */
  public record Miss(Stage stage, String why) {}

  /** "portal to storage: decides". */
  public String inWords() {
    return rule.name() + ": " + miss.map(Miss::why).orElse("decides");
  }
}
