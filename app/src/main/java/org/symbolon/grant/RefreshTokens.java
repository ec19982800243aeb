package org.symbolon.grant;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.symbolon.keys.MasterKey;
import org.symbolon.protocol.ClientId;
import org.symbolon.protocol.GrantId;
import org.symbolon.protocol.IssuerId;

/**
 * The text of refresh tokens: {@code GRANT.GENERATION.KEY.MAC}. The MAC is keyed by the master key
 * over issuer, client, grant and generation, so that any node derives the same successor, nobody
 * can derive it from the token alone, and a made-up token is refused before the database is asked.
 */
public final class RefreshTokens {
  private static final String PURPOSE = "refresh-token";
  private static final Pattern SHAPE =
      Pattern.compile(
          "([A-Za-z0-9_-]{22})\\.([0-9]{1,18})\\.([A-Za-z0-9_-]{1,32})\\.([A-Za-z0-9_-]{43})");

  private final MasterKey masterKey;

  public RefreshTokens(MasterKey masterKey) {
    this.masterKey = masterKey;
  }

  /** A token that this server made for this client at this issuer; it may be old, used or ended. */
  public record Genuine(GrantId grant, long generation) {}

  /** The key under which tokens made now are derived. */
  public String activeKeyId() {
    return masterKey.activeId();
  }

  public String text(
      IssuerId issuer, ClientId client, GrantId grant, long generation, String keyId) {
    return grant.value()
        + "."
        + generation
        + "."
        + keyId
        + "."
        + mac(issuer, client, grant, generation, keyId);
  }

  /** Empty for anything but a token made for this very client at this very issuer. */
  public Optional<Genuine> read(IssuerId issuer, ClientId client, String token) {
    Matcher parts = SHAPE.matcher(token);
    if (token.length() > 128 || !parts.matches() || !masterKey.ids().contains(parts.group(3))) {
      return Optional.empty();
    }
    GrantId grant = new GrantId(parts.group(1));
    long generation = Long.parseLong(parts.group(2));
    String expected = mac(issuer, client, grant, generation, parts.group(3));
    return MessageDigest.isEqual(ascii(expected), ascii(parts.group(4)))
            && parts.group(2).equals(Long.toString(generation))
        ? Optional.of(new Genuine(grant, generation))
        : Optional.empty();
  }

  private String mac(
      IssuerId issuer, ClientId client, GrantId grant, long generation, String keyId) {
    // A line break can stand in none of the parts, so no two lists of parts make one text.
    String text =
        String.join("\n", issuer.value(), client.value(), grant.value(), Long.toString(generation));
    byte[] mac = masterKey.mac(keyId, PURPOSE, text.getBytes(StandardCharsets.UTF_8));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(mac);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
