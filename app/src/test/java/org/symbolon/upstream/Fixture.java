package org.symbolon.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.symbolon.fetch.Limits;
import org.symbolon.fetch.Reach;
import org.symbolon.protocol.SecretText;
import org.symbolon.upstream.Upstream.Arrival;
import org.symbolon.upstream.Upstream.Departure;
import org.symbolon.upstream.UpstreamSettings.TokenEndpointAuthentication;

/** An institution and this gateway's view of it. */
final class Fixture implements AutoCloseable {
  static final URI CALLBACK = URI.create("http://127.0.0.1:8080/login/callback");

  /** Where an answer is expected. */
  static final Duration PATIENCE = Duration.ofSeconds(10);

  /** Where none is. */
  static final Duration IMPATIENCE = Duration.ofMillis(800);

  final FakeInstitution institution;
  final Clock clock = new Clock();
  OidcUpstream upstream;

  Fixture() throws IOException {
    institution = new FakeInstitution();
    upstream = open(settings());
  }

  /** Real time, and more where a test says so: Nimbus judges ID tokens by the real clock. */
  static final class Clock implements InstantSource {
    volatile Duration ahead = Duration.ZERO;
    private volatile Optional<Instant> standing = Optional.empty();

    /** However long the rest of the test takes. */
    void stand() {
      standing = Optional.of(Instant.now());
    }

    @Override
    public Instant instant() {
      return standing.orElseGet(Instant::now).plus(ahead);
    }
  }

  OidcUpstream open(UpstreamSettings settings) {
    return new OidcUpstream(settings, clock, new SecureRandom());
  }

  /** Waits no longer than {@link #IMPATIENCE} from now on. */
  void impatient() {
    reopen(
        Settings.of(settings())
            .limits(new Limits(IMPATIENCE, IMPATIENCE, 64 * 1024, Reach.LOOPBACK))
            .build());
  }

  void reopen(UpstreamSettings settings) {
    upstream.close();
    upstream = open(settings);
  }

  UpstreamSettings settings() {
    return settings(institution.issuer());
  }

  static UpstreamSettings settings(URI issuer) {
    return new UpstreamSettings(
        "campus",
        "Campus login",
        issuer,
        FakeInstitution.CLIENT,
        Optional.of(new SecretText(FakeInstitution.SECRET)),
        TokenEndpointAuthentication.CLIENT_SECRET_BASIC,
        UpstreamSettings.DEFAULT_SCOPES,
        true,
        new UsernameRule("preferred_username", Pattern.compile("[a-z]+")),
        Map.of("acr_values", "high"),
        UpstreamSettings.DEFAULT_ALGORITHMS,
        true,
        new Limits(PATIENCE, PATIENCE, 64 * 1024, Reach.LOOPBACK),
        8);
  }

  Departure.To depart() {
    return depart(SignInRequest.NONE);
  }

  Departure.To depart(SignInRequest request) {
    Departure departure = upstream.depart(CALLBACK, request);
    assertThat(departure).isInstanceOf(Departure.To.class);
    return (Departure.To) departure;
  }

  Arrival logIn() {
    return logIn(parameters -> parameters);
  }

  /** A whole login, the callback's parameters changed on the way. */
  Arrival logIn(UnaryOperator<Map<String, List<String>>> change) {
    Departure.To departure = depart();
    return upstream.arrive(
        CALLBACK, change.apply(institution.logIn(departure.location())), departure.kept());
  }

  Arrival.Identified identified() {
    Arrival arrival = logIn();
    assertThat(arrival).isInstanceOf(Arrival.Identified.class);
    return (Arrival.Identified) arrival;
  }

  String refreshToken() {
    return identified().refreshToken().orElseThrow();
  }

  Upstream.Welcome recheck(String refreshToken) {
    return upstream.recheck(refreshToken, institution.issuer().toString(), FakeInstitution.SUBJECT);
  }

  @Override
  public void close() {
    upstream.close();
    institution.close();
  }
}
