package org.symbolon.upstream;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import mockwebserver3.MockResponse;
import org.symbolon.grant.Person;
import org.symbolon.protocol.IssuerId;

/** An institution over HTTP, for tests of other packages. */
public final class TestUpstream implements AutoCloseable {
  private static final String METHOD = "campus";

  private final Fixture fixture;

  public TestUpstream() {
    try {
      fixture = new Fixture();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public FakeInstitution institution() {
    return fixture.institution;
  }

  /** For a {@link Rechecker}. */
  public Map<String, Upstream> byMethod() {
    return Map.of(METHOD, fixture.upstream);
  }

  public Person person(IssuerId issuer) {
    return new Person(
        issuer, METHOD, fixture.institution.issuer().toString(), FakeInstitution.SUBJECT);
  }

  /** Of a login that has just been made. */
  public String refreshToken() {
    return fixture.refreshToken();
  }

  /** Answers every recheck with 503. */
  public void goDown() {
    fixture.institution.answer("/token", new MockResponse.Builder().code(503).build());
  }

  public void comeBack() {
    fixture.institution.behave("/token");
  }

  public int rechecks() {
    return fixture.institution.requests("/token");
  }

  @Override
  public void close() {
    fixture.close();
  }
}
