package org.symbolon.resolver;

/**
 * One configured source of truth. Which questions it answers is said by the interfaces it also
 * implements: {@link AccountSource}, {@link ScopeJudge}, {@link EntitlementSource}, {@link
 * PasswordVerifier}.
 *
 * <p>The host calls it from several platform threads at once; a call may block until its {@link
 * Deadline} and should stop by itself then (the host stops waiting in any case). No method throws
 * for a source that is down: that is an answer. A throw is a defect and counts as {@code
 * Unavailable}.
 */
public interface Resolver extends AutoCloseable {
  /**
   * Whether the source can be reached and read right now, for {@code /readyz} and {@code symbolon
   * check}.
   */
  Health check(Deadline deadline);

  /** Frees what was opened. Called once; no question is asked afterwards. */
  @Override
  void close();
}
