package org.symbolon.token;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.symbolon.exchange.Exchange;
import org.symbolon.grant.Grant;
import org.symbolon.grant.Login;
import org.symbolon.protocol.GrantId;
import org.symbolon.scope.ScopeSet;

/** What a request entitles to, before rights are decided. */
sealed interface Proof {
  /** What is asked for; never more than is entitled to. */
  ScopeSet requested();

  List<String> audiences();

  /** The ids the access token carries. */
  List<GrantId> lineage();

  /**
   * A person's earlier approval.
   *
   * @param grant the node that the tokens hang on, stored already or by the commit
   * @param ceiling what the person approved: nothing exceeds it
   * @param nonce for the ID token
   * @param refreshable whether a refresh family hangs or will hang on the grant
   * @param first whether nothing was decided before, so that refusals are told rather than passed
   *     over
   */
  record Approved(
      Grant grant,
      Login login,
      ScopeSet requested,
      ScopeSet ceiling,
      List<String> audiences,
      Optional<String> nonce,
      boolean refreshable,
      boolean first)
      implements Proof {
    public Approved {
      audiences = List.copyOf(audiences);
    }

    /** Decided on before: what was approved may only become less. */
    Approved(
        Grant grant,
        Login login,
        ScopeSet requested,
        ScopeSet ceiling,
        List<String> audiences,
        Optional<String> nonce,
        boolean refreshable) {
      this(grant, login, requested, ceiling, audiences, nonce, refreshable, false);
    }

    @Override
    public List<GrantId> lineage() {
      return grant.lineage();
    }

    Instant authenticatedAt() {
      return grant.authenticatedAt();
    }
  }

  /** A client acting for itself: the root of its tokens is the client. */
  record ClientItself(ScopeSet requested, List<String> audiences) implements Proof {
    public ClientItself {
      audiences = List.copyOf(audiences);
    }

    @Override
    public List<GrantId> lineage() {
      return List.of();
    }
  }

  /** A token exchanged for another, or what came of one refreshed. */
  record Exchanged(Exchange exchange) implements Proof {
    @Override
    public ScopeSet requested() {
      return exchange.requested();
    }

    @Override
    public List<String> audiences() {
      return exchange.audiences();
    }

    @Override
    public List<GrantId> lineage() {
      return exchange.held().lineage();
    }
  }
}
