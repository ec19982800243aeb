package org.symbolon.logout;

import java.time.Instant;
import java.util.List;
import org.symbolon.protocol.ClientId;
import org.symbolon.protocol.GrantId;
import org.symbolon.protocol.IssuerId;

/** The port of what clients are yet to be told. {@code login.Sessions#end} leaves notices. */
public interface Notices {
  /**
   * Takes some that are due, so that nobody else sends them for a while. Compare-and-set: of many
   * nodes one gets each.
   *
   * @param again when another may try if this one never reports
   */
  List<Notice> take(IssuerId issuer, Instant now, Instant again, int most);

  /** It is over: sent, or given up. */
  void done(Notice notice);

  /** It is tried again then. */
  void later(Notice notice, Instant again);

  /**
   * One client, one session that has ended.
   *
   * @param login which the client was told as {@code sid}
   * @param account which made its subject
   * @param tries how often it was tried, this time included
   */
  record Notice(
      String id,
      IssuerId issuer,
      ClientId client,
      GrantId login,
      String person,
      String account,
      int tries) {}
}
