package org.symbolon.web;

import org.symbolon.inspect.UserinfoAnswer;
import org.symbolon.protocol.Call;

/** The userinfo endpoint (OpenID Connect Core §5.3), as {@code Userinfo::of}. */
@FunctionalInterface
public interface UserinfoRequests {
  /**
   * @throws org.symbolon.protocol.ProtocolException {@code invalid_token} and others
   */
  UserinfoAnswer answer(Call call);
}
