package org.symbolon.web;

/** The userinfo endpoint (OpenID Connect Core §5.3). */
@FunctionalInterface
public interface UserinfoRequests {
  /**
   * @param accessToken as presented
   * @return a JSON document, sent with status 200
   * @throws org.symbolon.protocol.ProtocolException {@code invalid_token} and others
   */
  byte[] answer(String accessToken);
}
