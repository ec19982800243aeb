package org.symbolon.mint;

import java.util.Map;
import java.util.stream.Collectors;
import org.symbolon.protocol.ClientId;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.ProtocolError;

/**
 * How long a token's claims may be: a request's header has to hold it. What a person's groups or
 * the scopes asked for make longer is no fault of this server, and the client can ask for less.
 */
final class TokenSize {
  static final int MOST_BYTES = 32 * 1024;

  private TokenSize() {}

  /**
   * @throws org.symbolon.protocol.ProtocolException {@code invalid_scope} (RFC 6749 §5.2): what to
   *     ask instead, and for the log whose token it is and which claims are long
   */
  static void check(
      Map<String, Object> payload, byte[] bytes, GroupClaims groups, ClientId client) {
    if (bytes.length <= MOST_BYTES) {
      return;
    }
    Map<String, Object> told = groups.claims();
    int withoutGroups = bytes.length - Json.bytes(told).length;
    if (!told.isEmpty() && withoutGroups <= MOST_BYTES) {
      throw tooLong(
          payload,
          bytes,
          client,
          "with all of the person's groups; ask without "
              + String.join(", ", told.keySet())
              + ", or have the site name default groups for this client");
    }
    if (payload.get("scope") instanceof String scope && scope.length() > MOST_BYTES / 2) {
      throw tooLong(payload, bytes, client, "with all of these scopes; ask for fewer at a time");
    }
  }

  private static RuntimeException tooLong(
      Map<String, Object> payload, byte[] bytes, ClientId client, String why) {
    return ProtocolError.of(
            ErrorCode.INVALID_SCOPE,
            "the token would be longer than verifiers take ("
                + MOST_BYTES
                + " bytes of claims) "
                + why)
        .withDetail(
            "a token of "
                + payload.get("sub")
                + " at "
                + client
                + " would have "
                + bytes.length
                + " bytes of claims: "
                + lengths(payload)
                + "; groups.default chooses which groups are told")
        .exception();
  }

  private static String lengths(Map<String, Object> payload) {
    return payload.entrySet().stream()
        .map(claim -> Map.entry(claim.getKey(), Json.bytes(Map.of("", claim.getValue())).length))
        .filter(claim -> claim.getValue() > MOST_BYTES / 16)
        .map(claim -> claim.getKey() + " " + claim.getValue())
        .collect(Collectors.joining(", "));
  }
}
