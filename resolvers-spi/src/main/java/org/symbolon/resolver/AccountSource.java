package org.symbolon.resolver;

/** Answers: who is this person here? */
public interface AccountSource {
  /**
   * @param earlier what the resolvers listed before this one found, merged; {@link
   *     Contribution#NONE} for the first
   */
  AccountAnswer account(Principal principal, Contribution earlier, Deadline deadline);
}
