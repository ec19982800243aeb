package org.symbolon.issuer;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.symbolon.protocol.IssuerId;

/** An issuer as a configuration would make it, for tests; what matters to one is set there. */
public record TestIssuer(
    String id,
    String url,
    Profile profile,
    List<String> algorithms,
    Issuer.SubjectForm subjectForm,
    Map<String, Object> customClaims) {
  public static TestIssuer of(Profile profile) {
    return new TestIssuer(
        "lab",
        "https://issuer.example/lab",
        profile,
        List.of("ES256", "RS256"),
        Issuer.SubjectForm.LOCAL_NAME,
        Map.of());
  }

  public TestIssuer named(String other) {
    return new TestIssuer(
        other, "https://issuer.example/" + other, profile, algorithms, subjectForm, customClaims);
  }

  public TestIssuer at(String other) {
    return new TestIssuer(id, other, profile, algorithms, subjectForm, customClaims);
  }

  public TestIssuer signing(String... names) {
    return new TestIssuer(id, url, profile, List.of(names), subjectForm, customClaims);
  }

  public TestIssuer opaque() {
    return new TestIssuer(id, url, profile, algorithms, Issuer.SubjectForm.OPAQUE, customClaims);
  }

  public TestIssuer adding(Map<String, Object> claims) {
    return new TestIssuer(id, url, profile, algorithms, subjectForm, claims);
  }

  public Issuer build() {
    return new Issuer(
        new IssuerId(id),
        URI.create(url),
        profile,
        new Issuer.Display("The lab", Optional.empty(), "#336699", ""),
        Lifetimes.DEFAULT,
        new Audiences(List.of("https://storage.example"), List.of()),
        algorithms,
        Issuer.Pkce.ALL,
        Issuer.OnRefused.FAIL,
        subjectForm,
        Duration.ofSeconds(5),
        List.of(),
        customClaims,
        Issuer.Paths.DEFAULT,
        Issuer.Recheck.DEFAULT,
        Issuer.AccountLimits.DEFAULT);
  }
}
