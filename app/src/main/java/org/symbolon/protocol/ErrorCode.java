package org.symbolon.protocol;

/**
 * The error codes of the standards this server speaks, with the HTTP status each is answered with.
 */
public enum ErrorCode {
  // RFC 6749 §5.2
  INVALID_REQUEST("invalid_request", 400),
  INVALID_CLIENT("invalid_client", 401),
  INVALID_GRANT("invalid_grant", 400),
  UNAUTHORIZED_CLIENT("unauthorized_client", 400),
  UNSUPPORTED_GRANT_TYPE("unsupported_grant_type", 400),
  INVALID_SCOPE("invalid_scope", 400),
  // RFC 6749 §4.1.2.1
  ACCESS_DENIED("access_denied", 400),
  UNSUPPORTED_RESPONSE_TYPE("unsupported_response_type", 400),
  SERVER_ERROR("server_error", 500),
  TEMPORARILY_UNAVAILABLE("temporarily_unavailable", 503),
  // RFC 8707 §2
  INVALID_TARGET("invalid_target", 400),
  // RFC 8628 §3.5
  AUTHORIZATION_PENDING("authorization_pending", 400),
  SLOW_DOWN("slow_down", 400),
  EXPIRED_TOKEN("expired_token", 400),
  // RFC 6750 §3.1
  INVALID_TOKEN("invalid_token", 401),
  INSUFFICIENT_SCOPE("insufficient_scope", 403),
  // RFC 9449 §5, §8; and the same beside an access token (§7.1, §9)
  INVALID_DPOP_PROOF("invalid_dpop_proof", 400),
  USE_DPOP_NONCE("use_dpop_nonce", 400),
  INVALID_PROOF_FOR_TOKEN("invalid_dpop_proof", 401),
  NONCE_FOR_TOKEN("use_dpop_nonce", 401),
  // OpenID Connect Core §3.1.2.6
  LOGIN_REQUIRED("login_required", 400),
  CONSENT_REQUIRED("consent_required", 400),
  INTERACTION_REQUIRED("interaction_required", 400),
  // OpenID Connect Core Error Code unmet_authentication_requirements 1.0 §2
  UNMET_AUTHENTICATION_REQUIREMENTS("unmet_authentication_requirements", 400),
  REQUEST_NOT_SUPPORTED("request_not_supported", 400),
  REQUEST_URI_NOT_SUPPORTED("request_uri_not_supported", 400),
  INVALID_REQUEST_URI("invalid_request_uri", 400),
  INVALID_REQUEST_OBJECT("invalid_request_object", 400),
  // RFC 7591 §3.2.2
  INVALID_REDIRECT_URI("invalid_redirect_uri", 400),
  INVALID_CLIENT_METADATA("invalid_client_metadata", 400),
  INVALID_SOFTWARE_STATEMENT("invalid_software_statement", 400),
  UNAPPROVED_SOFTWARE_STATEMENT("unapproved_software_statement", 400),
  // Ours, for what HTTP itself refuses (RFC 6585 §4, RFC 9110 §15.5.14)
  TOO_MANY_REQUESTS("too_many_requests", 429),
  CONTENT_TOO_LARGE("invalid_request", 413);

  private final String text;
  private final int status;

  ErrorCode(String text, int status) {
    this.text = text;
    this.status = status;
  }

  /** As it stands in an answer. */
  public String text() {
    return text;
  }

  public int status() {
    return status;
  }
}
