package org.symbolon.grant;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.symbolon.protocol.ClientId;
import org.symbolon.protocol.GrantId;
import org.symbolon.protocol.IssuerId;
import org.symbolon.protocol.RandomText;
import org.symbolon.protocol.SecretHash;

/** Grants and what belongs to them, each with identifiers nobody else has. */
public final class Samples {
  public static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  public static final IssuerId ISSUER = new IssuerId("lab");
  public static final ClientId CLIENT = new ClientId("tool");
  public static final Instant EXPIRES = NOW.plus(Duration.ofDays(365));

  private static final RandomText RANDOM = new RandomText(new SecureRandom());

  private Samples() {}

  public static GrantId id() {
    return new GrantId(RANDOM.identifier());
  }

  public static SecretHash hash() {
    return SecretHash.of(RANDOM.secret());
  }

  public static String text() {
    return RANDOM.identifier();
  }

  public static Person person() {
    return new Person(ISSUER, "campus", "https://idp.example", text());
  }

  public static Login login() {
    return login(person(), "user" + text(), EXPIRES);
  }

  public static Login login(Person person, String username, Instant expires) {
    return new Login(
        new Grant(
            id(),
            ISSUER,
            List.of(),
            GrantKind.LOGIN,
            person.key(),
            username,
            Optional.empty(),
            Optional.empty(),
            "",
            "",
            List.of(),
            NOW,
            NOW,
            expires,
            Optional.empty()),
        person,
        Map.of("sub", person.upstreamSubject(), "groups", List.of("a", "b"), "n", 7),
        Optional.of("encrypted." + text()),
        NOW,
        NOW);
  }

  public static Grant below(Grant parent) {
    return below(parent, id(), parent.expires());
  }

  public static Grant below(Grant parent, GrantId id, Instant expires) {
    return new Grant(
        id,
        parent.issuer(),
        parent.lineage(),
        GrantKind.DEVICE,
        parent.person(),
        parent.username(),
        Optional.of(CLIENT),
        Optional.of("robot"),
        "openid storage.read:/data storage.modify:/",
        "openid storage.read:/data",
        List.of("https://storage.example", "https://other.example"),
        NOW,
        NOW,
        expires,
        Optional.empty());
  }

  /** How a grant came of an exchange. */
  public static Derivation derivation() {
    return new Derivation(
        "delegation",
        "rule",
        "urn:ietf:params:oauth:token-type:access_token",
        "here",
        Optional.of(CLIENT),
        List.of(),
        List.of(),
        Map.of(),
        new Actors(List.of()),
        Optional.empty(),
        Optional.empty());
  }

  public static Code code(Login login) {
    return new Code(
        hash(),
        ISSUER,
        CLIENT,
        id(),
        login.grant().id(),
        "http://127.0.0.1/callback",
        Optional.of("challenge"),
        Optional.of("nonce \u0000 \u00e4 \ud83d\ude00"),
        "openid storage.read:/data",
        "openid",
        List.of("https://storage.example"),
        true,
        NOW.plusSeconds(60),
        Optional.empty());
  }

  public static NewFamily family() {
    return new NewFamily("k1", NOW.plus(Duration.ofDays(30)));
  }

  public static DeviceRequest deviceRequest() {
    return new DeviceRequest(
        hash(),
        text(),
        ISSUER,
        CLIENT,
        "openid storage.read:/data",
        List.of("https://storage.example"),
        "192.0.2.1",
        NOW,
        NOW.plus(Duration.ofMinutes(15)),
        Duration.ofSeconds(5));
  }
}
