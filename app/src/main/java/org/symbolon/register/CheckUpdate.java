package org.symbolon.register;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import org.symbolon.client.RegisteredClient;
import org.symbolon.client.RegisteredClient.Secret;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.ProtocolException;

/** RFC 7592 §2.2: an update names its client, and sets nothing that is the server's to set. */
final class CheckUpdate {
  private static final List<String> OURS =
      List.of(
          "registration_access_token",
          "registration_client_uri",
          "client_secret_expires_at",
          "client_id_issued_at");

  private CheckUpdate() {}

  /**
   * @throws ProtocolException {@code invalid_request}
   */
  static void check(Members members, RegisteredClient client) {
    if (!members.node("client_id").map(JsonNode::asText).equals(Optional.of(client.id().value()))) {
      throw wrong("client_id must be in the body, and be this client's");
    }
    if (OURS.stream().anyMatch(members::has)) {
      throw wrong("the body must have none of " + String.join(", ", OURS));
    }
    members
        .node("client_secret")
        .map(JsonNode::asText)
        .filter(text -> !isOwn(text, client))
        .ifPresent(
            other -> {
              throw wrong("client_secret is not this client's: leave it out");
            });
  }

  private static boolean isOwn(String text, RegisteredClient client) {
    return client
        .secret()
        .filter(
            secret ->
                switch (secret) {
                  case Secret.Hashed hashed -> hashed.hash().matches(text);
                  // Not looked at: what is sent does not replace it in any case.
                  case Secret.Encrypted encrypted -> true;
                })
        .isPresent();
  }

  private static ProtocolException wrong(String how) {
    return ProtocolException.of(ErrorCode.INVALID_REQUEST, how);
  }
}
