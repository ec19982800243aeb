package org.symbolon.web;

import org.symbolon.inspect.UserinfoAnswer;

/** The userinfo endpoint (OpenID Connect Core §5.3), as {@code Userinfo::of}. */
@FunctionalInterface
public interface UserinfoRequests {
  /**
   * @param accessToken as presented
   * @throws org.symbolon.protocol.ProtocolException {@code invalid_token} and others
   */
  UserinfoAnswer answer(String accessToken);
}
