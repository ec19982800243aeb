package org.symbolon.resolver;

import java.util.List;

/** Answers: may this account have these scopes? */
public interface ScopeJudge {
  /**
   * @return one verdict for each scope, by index
   */
  List<Verdict> judge(Account account, List<ScopeQuestion> scopes, Deadline deadline);
}
