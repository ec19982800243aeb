package org.symbolon;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.symbolon.client.GrantType;
import org.symbolon.ops.Metrics;
import org.symbolon.protocol.Call;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.ProtocolException;
import org.symbolon.token.TokenAnswer;
import org.symbolon.token.TokenEndpoint;

/** The token endpoint with a watch beside it. */
record TimedTokens(TokenEndpoint endpoint, Metrics metrics) {
  TokenAnswer answer(Call call) {
    long began = System.nanoTime();
    Optional<ErrorCode> refused = Optional.of(ErrorCode.SERVER_ERROR);
    try {
      TokenAnswer answer = endpoint.answer(call);
      refused = Optional.empty();
      return answer;
    } catch (ProtocolException e) {
      refused = Optional.of(e.error().code());
      throw e;
    } finally {
      metrics.tokenAnswered(
          call.form().values().getOrDefault("grant_type", List.of()).stream()
              .findFirst()
              .flatMap(GrantType::of),
          refused,
          Duration.ofNanos(System.nanoTime() - began));
    }
  }
}
