package org.symbolon.resolve;

import java.time.Duration;

/** Told of every question to a resolver: where metrics are hung on. Called by many threads. */
public interface ResolverObserver {
  /** For those who do not want to know. */
  ResolverObserver NONE = (resolver, question, ending, took) -> {};

  /**
   * @param took as seen by the request that waited for the answer
   */
  void ended(String resolver, Question question, Ending ending, Duration took);

  /** What was asked. */
  enum Question {
    ACCOUNT,
    SCOPES,
    PASSWORD,
    ENTITLEMENTS,
    HEALTH
  }
}
