package org.symbolon.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.symbolon.grant.Samples.CLIENT;
import static org.symbolon.grant.Samples.ISSUER;
import static org.symbolon.grant.Samples.NOW;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.symbolon.authorize.PushedRequest;
import org.symbolon.authorize.PushedRequests;
import org.symbolon.grant.Parallel;
import org.symbolon.grant.Samples;
import org.symbolon.protocol.ClientId;
import org.symbolon.protocol.IssuerId;
import org.symbolon.protocol.Parameters;
import org.symbolon.protocol.SecretHash;

@ParameterizedClass
@EnumSource(TestDatabases.Kind.class)
final class StoredPushedRequestsTest {
  private static final Instant EXPIRES = NOW.plusSeconds(90);

  private final PushedRequests pushed;
  private final PushedRequest request = request(Samples.hash(), EXPIRES);

  StoredPushedRequestsTest(TestDatabases.Kind kind) {
    pushed = TestDatabases.shared(kind).store().pushedRequests();
  }

  static PushedRequest request(SecretHash hash, Instant expires) {
    return new PushedRequest(
        hash,
        ISSUER,
        CLIENT,
        new Parameters(Map.of("state", List.of("any \u0000 ä"), "resource", List.of("a:1", "a:2"))),
        expires);
  }

  @Test
  void a_request_is_found_as_it_was_pushed_until_it_expires() {
    pushed.keep(request);
    assertThat(pushed.find(ISSUER, CLIENT, request.hash(), NOW)).contains(request);
    assertThat(pushed.find(ISSUER, CLIENT, request.hash(), EXPIRES.minusMillis(1))).isPresent();
    assertThat(pushed.find(ISSUER, CLIENT, request.hash(), EXPIRES)).isEmpty();
  }

  @Test
  void no_other_client_and_no_other_issuer_finds_it() {
    pushed.keep(request);
    assertThat(pushed.find(new IssuerId("other"), CLIENT, request.hash(), NOW)).isEmpty();
    assertThat(pushed.find(ISSUER, new ClientId("other"), request.hash(), NOW)).isEmpty();
    assertThat(pushed.find(ISSUER, CLIENT, Samples.hash(), NOW)).isEmpty();
  }

  @Test
  void of_many_answers_one_comes_of_it_and_then_it_is_not_found() {
    pushed.keep(request);
    List<Boolean> used = Parallel.run(20, number -> pushed.use(request.hash(), NOW));
    assertThat(used).containsOnlyOnce(true);
    assertThat(pushed.find(ISSUER, CLIENT, request.hash(), NOW)).isEmpty();
  }

  @Test
  void an_answer_may_come_after_it_expired_because_signing_in_takes_time() {
    pushed.keep(request);
    assertThat(pushed.use(request.hash(), EXPIRES.plusSeconds(600))).isTrue();
    assertThat(pushed.use(request.hash(), EXPIRES.plusSeconds(600))).isFalse();
  }

  @Test
  void one_that_was_never_pushed_can_not_be_used() {
    assertThat(pushed.use(Samples.hash(), NOW)).isFalse();
  }
}
