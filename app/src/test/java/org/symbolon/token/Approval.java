package org.symbolon.token;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.symbolon.grant.AskedClaims;
import org.symbolon.grant.Code;
import org.symbolon.grant.DeviceCodes;
import org.symbolon.grant.DeviceRequest;
import org.symbolon.grant.Login;
import org.symbolon.grant.Samples;
import org.symbolon.protocol.ClientId;
import org.symbolon.protocol.GrantId;
import org.symbolon.protocol.SecretHash;

/** What a person has asked and approved in the browser, and the code that comes of it. */
public final class Approval {
  static final String SCOPES = "openid offline_access storage.read:/data storage.create:/data/ana";
  static final String REDIRECT_URI = "http://127.0.0.1:4711/callback";
  static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
  static final Duration INTERVAL = Duration.ofSeconds(5);

  private final TokenSite site;
  private final GrantId grant = Samples.id();
  private Optional<Login> login = Optional.empty();
  private String client = "tool";
  private String requested = SCOPES;
  private String granted = SCOPES;
  private List<String> audiences = List.of(SiteSettings.STORAGE);
  private boolean offline = true;
  private Optional<String> challenge = Optional.of(challenge(VERIFIER));
  private Optional<String> nonce = Optional.empty();
  private Optional<String> key = Optional.empty();
  private AskedClaims asked = AskedClaims.NONE;

  Approval(TokenSite site) {
    this.site = site;
  }

  public Approval of(Login whose) {
    login = Optional.of(whose);
    return this;
  }

  public Approval client(String id) {
    client = id;
    return this;
  }

  public Approval scopes(String both) {
    return scopes(both, both);
  }

  Approval scopes(String asked, String given) {
    requested = asked;
    granted = given;
    return this;
  }

  public Approval audiences(String... names) {
    audiences = List.of(names);
    return this;
  }

  /** Without a refresh token. */
  public Approval online() {
    offline = false;
    return this;
  }

  Approval withoutChallenge() {
    challenge = Optional.empty();
    return this;
  }

  Approval nonce(String text) {
    nonce = Optional.of(text);
    return this;
  }

  /** By a request that named a key. */
  Approval key(String thumbprint) {
    key = Optional.of(thumbprint);
    return this;
  }

  /** Claims asked for by name, and approved. */
  public Approval asking(AskedClaims claims) {
    asked = claims;
    return this;
  }

  /** The grant that comes of it. */
  public GrantId grant() {
    return grant;
  }

  /** Makes an authorization code. */
  public String code() {
    String code = Samples.text();
    site.store()
        .codes()
        .issue(
            new Code(
                SecretHash.of(code),
                site.issuer().id(),
                new ClientId(client),
                grant,
                login().grant().id(),
                REDIRECT_URI,
                challenge,
                nonce,
                requested,
                granted,
                audiences,
                offline,
                site.now().plus(site.issuer().lifetimes().code()),
                Optional.empty(),
                key,
                asked));
    return code;
  }

  /** Makes a device code that nobody has decided on yet. */
  String deviceCode() {
    String code = Samples.text();
    Instant now = site.now();
    site.store()
        .deviceCodes()
        .start(
            new DeviceRequest(
                SecretHash.of(code),
                userCode(code),
                site.issuer().id(),
                new ClientId(client),
                requested,
                audiences,
                "192.0.2.1",
                now,
                now.plus(site.issuer().lifetimes().deviceCode()),
                INTERVAL));
    return code;
  }

  void approve(String deviceCode) {
    DeviceCodes.Approval approval =
        new DeviceCodes.Approval(grant, login().grant().id(), granted, audiences, offline);
    SecretHash browser = claim(deviceCode);
    if (!site.store()
        .deviceCodes()
        .approve(site.issuer().id(), userCode(deviceCode), browser, approval, site.now())) {
      throw new IllegalStateException("not approved");
    }
  }

  void deny(String deviceCode) {
    SecretHash browser = claim(deviceCode);
    if (!site.store()
        .deviceCodes()
        .deny(site.issuer().id(), userCode(deviceCode), browser, site.now())) {
      throw new IllegalStateException("not denied");
    }
  }

  private SecretHash claim(String deviceCode) {
    SecretHash browser = Samples.hash();
    site.store().deviceCodes().claim(site.issuer().id(), userCode(deviceCode), browser, site.now());
    return browser;
  }

  private static String userCode(String deviceCode) {
    return "user-code-of-" + deviceCode;
  }

  private Login login() {
    if (login.isEmpty()) {
      login = Optional.of(site.login());
    }
    return login.get();
  }

  /** By the book: RFC 7636 §4.2. */
  private static String challenge(String verifier) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
