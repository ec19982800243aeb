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
 * The text of job grants: {@code job.GRANT.KEY.MAC}, made as {@link RefreshTokens} are, under
 * another purpose: neither ever reads as the other.
 */
public final class JobTokens {
  private static final String PURPOSE = "job-grant";

  private static final Pattern SHAPE =
      Pattern.compile("job\\.([A-Za-z0-9_-]{22})\\.([A-Za-z0-9_-]{1,32})\\.([A-Za-z0-9_-]{43})");

  private final MasterKey masterKey;

  public JobTokens(MasterKey masterKey) {
    this.masterKey = masterKey;
  }

  /** The key under which a job grant made now is derived. */
  public String activeKeyId() {
    return masterKey.activeId();
  }

  public String text(IssuerId issuer, ClientId client, GrantId grant) {
    String keyId = masterKey.activeId();
    return "job." + grant + "." + keyId + "." + mac(issuer, client, grant, keyId);
  }

  /** Empty for anything but a job grant made for this very client at this very issuer. */
  public Optional<GrantId> read(IssuerId issuer, ClientId client, String token) {
    Matcher parts = SHAPE.matcher(token);
    if (token.length() > 128 || !parts.matches() || !masterKey.ids().contains(parts.group(2))) {
      return Optional.empty();
    }
    GrantId grant = new GrantId(parts.group(1));
    String expected = mac(issuer, client, grant, parts.group(2));
    return MessageDigest.isEqual(ascii(expected), ascii(parts.group(3)))
        ? Optional.of(grant)
        : Optional.empty();
  }

  private String mac(IssuerId issuer, ClientId client, GrantId grant, String keyId) {
    // A line break can stand in none of the parts, so no two lists of parts make one text.
    String text = String.join("\n", issuer.value(), client.value(), grant.value());
    byte[] mac = masterKey.mac(keyId, PURPOSE, text.getBytes(StandardCharsets.UTF_8));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(mac);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
