package org.symbolon.web;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.symbolon.issuer.Audiences;
import org.symbolon.issuer.Issuer;
import org.symbolon.issuer.Lifetimes;
import org.symbolon.issuer.Profile;
import org.symbolon.protocol.IssuerId;

/** Issuers as tests need them. */
public final class TestIssuers {
  private TestIssuers() {}

  public static Issuer issuer(String id, String url) {
    return issuer(id, url, Issuer.Pkce.ALL, List.of("openid", "storage.read:/data/{username}"));
  }

  public static Issuer issuer(String id, String url, Issuer.Pkce pkce, List<String> defaultScopes) {
    return new Issuer(
        new IssuerId(id),
        URI.create(url),
        Profile.WLCG,
        new Issuer.Display("Laboratory " + id, Optional.empty(), "#225588", "Ask at the desk."),
        Lifetimes.DEFAULT,
        new Audiences(List.of("https://data.example"), List.of()),
        List.of("ES256"),
        pkce,
        Issuer.OnRefused.FAIL,
        Issuer.SubjectForm.LOCAL_NAME,
        Duration.ofSeconds(5),
        defaultScopes,
        Map.of(),
        Issuer.Paths.DEFAULT,
        Issuer.Recheck.DEFAULT,
        Issuer.AccountLimits.DEFAULT);
  }
}
