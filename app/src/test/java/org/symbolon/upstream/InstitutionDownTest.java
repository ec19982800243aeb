package org.symbolon.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.symbolon.upstream.Upstream.Arrival;
import org.symbolon.upstream.Upstream.Departure;

/** An institution that gives no answer is unavailable: never a failed login, never a person. */
class InstitutionDownTest {
  private static final String METADATA = "/.well-known/openid-configuration";

  private Fixture fixture;

  @BeforeEach
  void open() throws IOException {
    fixture = new Fixture();
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @ParameterizedTest
  @MethodSource("org.symbolon.upstream.Faults#quick")
  void metadata_that_can_not_be_read_make_it_unavailable(MockResponse fault) {
    fixture.institution.answer(METADATA, fault);
    assertThat(fixture.upstream.depart(Fixture.CALLBACK, SignInRequest.NONE))
        .isInstanceOf(Departure.Unavailable.class);
    assertThat(fixture.upstream.trouble()).isPresent();
    assertThat(fixture.recheck("any")).isInstanceOf(Upstream.Welcome.CannotSay.class);
    assertThat(fixture.upstream.arrive(Fixture.CALLBACK, Map.of(), Map.of()))
        .isInstanceOf(Arrival.Unavailable.class);
  }

  @ParameterizedTest
  @MethodSource("org.symbolon.upstream.Faults#quick")
  void keys_that_can_not_be_read_make_it_unavailable(MockResponse fault) {
    fixture.institution.answer("/keys", fault);
    assertThat(fixture.logIn()).isInstanceOf(Arrival.Unavailable.class);
    fixture.institution.behave("/keys");
    assertThat(fixture.logIn()).as("not remembered").isInstanceOf(Arrival.Identified.class);
  }

  @ParameterizedTest
  @MethodSource("org.symbolon.upstream.Faults#quick")
  void a_code_that_can_not_be_redeemed_makes_it_unavailable(MockResponse fault) {
    fixture.institution.answer("/token", fault);
    assertThat(fixture.logIn()).isInstanceOf(Arrival.Unavailable.class);
  }

  @ParameterizedTest
  @MethodSource("org.symbolon.upstream.Faults#quick")
  void without_readable_userinfo_nobody_is_identified(MockResponse fault) {
    fixture.institution.answer("/userinfo", fault);
    // Invalid where it is JSON but has no subject to compare.
    assertThat(fixture.logIn()).isInstanceOfAny(Arrival.Unavailable.class, Arrival.Invalid.class);
  }

  @ParameterizedTest
  @MethodSource("org.symbolon.upstream.Faults#slow")
  void a_hanging_institution_costs_its_deadline(MockResponse fault) {
    fixture.impatient();
    Departure.To departure = fixture.depart();
    fixture.institution.answer("/token", fault);
    Map<String, List<String>> back = fixture.institution.logIn(departure.location());
    Instant before = Instant.now();
    assertThat(fixture.upstream.arrive(Fixture.CALLBACK, back, departure.kept()))
        .isInstanceOf(Arrival.Unavailable.class);
    assertThat(Duration.between(before, Instant.now()))
        .isBetween(Fixture.IMPATIENCE, Fixture.IMPATIENCE.plusSeconds(5));
  }

  @Test
  void a_hanging_institution_holds_no_more_requests_than_configured() throws Exception {
    fixture.reopen(Settings.of(fixture.settings()).limits(impatience()).concurrency(2).build());
    fixture.depart();
    fixture.institution.answer("/token", silence());
    List<Upstream.Welcome> answers = atOnce(10, () -> fixture.recheck("any"));
    assertThat(answers).allMatch(Upstream.Welcome.CannotSay.class::isInstance);
    assertThat(answers)
        .filteredOn(answer -> answer.toString().contains("too many requests are waiting"))
        .hasSizeGreaterThanOrEqualTo(6);
    assertThat(fixture.institution.requests("/token")).isLessThanOrEqualTo(4);
  }

  @Test
  void many_who_need_the_metadata_at_once_make_one_request() throws Exception {
    assertThat(atOnce(20, () -> fixture.upstream.depart(Fixture.CALLBACK, SignInRequest.NONE)))
        .allMatch(Departure.To.class::isInstance);
    assertThat(fixture.institution.requests(METADATA)).isEqualTo(1);
  }

  @Test
  void a_failure_is_remembered_for_seconds_only() {
    fixture.institution.answer(METADATA, Faults.status(503));
    assertThat(fixture.upstream.trouble()).isPresent();
    fixture.institution.behave(METADATA);
    fixture.clock.ahead = Discovery.PAUSE;
    assertThat(fixture.upstream.trouble()).isEmpty();
  }

  @Test
  void metadata_are_read_again_every_hour_and_the_old_ones_stay_in_use_meanwhile() {
    fixture.depart();
    fixture.institution.answer(METADATA, Faults.status(503));
    fixture.clock.ahead = Discovery.FRESH;
    assertThat(fixture.upstream.depart(Fixture.CALLBACK, SignInRequest.NONE))
        .isInstanceOf(Departure.To.class);
    assertThat(fixture.institution.requests(METADATA)).isEqualTo(2);
    fixture.institution.behave(METADATA);
    fixture.institution.metadata(
        Map.of("authorization_endpoint", fixture.institution.issuer() + "/moved"));
    fixture.clock.ahead = Discovery.FRESH.plus(Discovery.PAUSE);
    assertThat(fixture.depart().location().getPath()).isEqualTo("/moved");
  }

  @Test
  void metadata_of_another_issuer_are_not_used() {
    fixture.institution.metadata(Map.of("issuer", "https://evil.example"));
    assertThat(fixture.upstream.trouble()).get().asString().contains("https://evil.example");
    assertThat(fixture.upstream.depart(Fixture.CALLBACK, SignInRequest.NONE))
        .isInstanceOf(Departure.Unavailable.class);
  }

  @Test
  void metadata_without_an_accepted_algorithm_are_not_used() {
    fixture.institution.metadata(
        Map.of("id_token_signing_alg_values_supported", List.of("HS256", "none")));
    assertThat(fixture.upstream.trouble()).get().asString().contains("HS256");
  }

  @Test
  void metadata_that_send_browsers_elsewhere_than_https_are_not_used() {
    fixture.institution.metadata(Map.of("authorization_endpoint", "javascript:alert(1)"));
    assertThat(fixture.upstream.trouble()).isPresent();
  }

  @Test
  void metadata_without_endpoints_are_not_used() {
    for (String name : List.of("token_endpoint", "jwks_uri", "authorization_endpoint")) {
      Map<String, Object> members = new HashMap<>();
      members.put(name, null);
      fixture.institution.metadata(members);
      fixture.clock.ahead = fixture.clock.ahead.plus(Discovery.PAUSE);
      assertThat(fixture.upstream.trouble()).as(name).isPresent();
    }
  }

  @Test
  void an_institution_that_is_not_there_is_unavailable() {
    fixture.institution.close();
    assertThat(fixture.upstream.depart(Fixture.CALLBACK, SignInRequest.NONE))
        .isInstanceOf(Departure.Unavailable.class);
  }

  private static org.symbolon.fetch.Limits impatience() {
    return new org.symbolon.fetch.Limits(
        Fixture.IMPATIENCE, Fixture.IMPATIENCE, 65_536, org.symbolon.fetch.Reach.LOOPBACK);
  }

  private static MockResponse silence() {
    return new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build();
  }

  private static <T> List<T> atOnce(int callers, Callable<T> task)
      throws InterruptedException, ExecutionException {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<T>> answers =
          threads.invokeAll(IntStream.range(0, callers).mapToObj(i -> task).toList());
      List<T> results = new java.util.ArrayList<>();
      for (Future<T> answer : answers) {
        results.add(answer.get());
      }
      return results;
    }
  }
}
