package org.symbolon.web;

import java.util.Map;

/** The userinfo endpoint (OpenID Connect Core §5.3), as {@code Userinfo::of}. */
@FunctionalInterface
public interface UserinfoRequests {
  /**
   * @param accessToken as presented
   * @return claims as JSON values
   * @throws org.symbolon.protocol.ProtocolException {@code invalid_token} and others
   */
  Map<String, Object> answer(String accessToken);
}
