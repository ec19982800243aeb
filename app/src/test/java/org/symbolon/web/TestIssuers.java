package org.symbolon.web;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.symbolon.issuer.Audiences;
import org.symbolon.issuer.ClaimSettings;
import org.symbolon.issuer.GroupSettings;
import org.symbolon.issuer.Issuer;
import org.symbolon.issuer.Lifetimes;
import org.symbolon.issuer.Profile;
import org.symbolon.issuer.SessionSettings;
import org.symbolon.protocol.IssuerId;

/** Issuers as tests need them. */
public final class TestIssuers {
  private TestIssuers() {}

  public static Issuer issuer(String id, String url) {
    return issuer(id, url, Issuer.Pkce.ALL, List.of("openid", "storage.read:/data/{username}"));
  }

  public static Issuer issuer(String id, String url, Issuer.Pkce pkce, List<String> defaultScopes) {
    return issuer(id, url, pkce, defaultScopes, SessionSettings.DEFAULT);
  }

  /** One that remembers what people allow. */
  static Issuer remembering(String id, String url, Duration remembered) {
    return issuer(
        id,
        url,
        Issuer.Pkce.ALL,
        List.of("openid", "storage.read:/data/{username}"),
        new SessionSettings(
            SessionSettings.DEFAULT.idle(),
            Optional.of(remembered),
            SessionSettings.LogoutEnds.ONLINE));
  }

  private static Issuer issuer(
      String id,
      String url,
      Issuer.Pkce pkce,
      List<String> defaultScopes,
      SessionSettings sessions) {
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
        Issuer.AccountLimits.DEFAULT,
        GroupSettings.DEFAULT,
        ClaimSettings.DEFAULT,
        sessions);
  }
}
