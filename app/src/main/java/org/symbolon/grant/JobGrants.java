package org.symbolon.grant;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.symbolon.protocol.GrantId;
import org.symbolon.protocol.IssuerId;

/** The port of job grants. {@link Exchanges} begins them, {@link Grants} ends them. */
public interface JobGrants {
  /** One statement. */
  Optional<JobGrant> find(GrantId grant, Instant now);

  /**
   * Draws once. Compare-and-set: no more than {@link JobTerms#mostUses} succeed, on all nodes.
   *
   * @param from the address that drew
   */
  Use use(GrantId grant, String from, Instant now);

  /** The answer to {@link #use}. */
  enum Use {
    USED,
    /** As often as may be. */
    USED_UP,
    /** Unknown, ended or expired, or an ancestor is. */
    GONE
  }

  /** No page lists more. */
  int MOST = 200;

  /**
   * Those of a person that are stored, first those that live, then the others, the newest first and
   * {@link #MOST} at most: for the page on which that person ends them.
   *
   * @param person {@link Person#key}
   */
  List<JobGrant> of(IssuerId issuer, String person, Instant now);
}
