package org.symbolon.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import org.symbolon.keys.MasterKey;
import org.symbolon.protocol.IssuerId;

/**
 * Protection against forged forms: a keyed hash over the browser's secret and the transaction,
 * which no other site can know. A decision's form also carries a hash over what was shown, so that
 * nothing else is approved when rights changed between page and button.
 */
final class FormToken {
  private static final String PURPOSE = "csrf";

  private final MasterKey masterKey;
  private final IssuerId issuer;

  FormToken(MasterKey masterKey, IssuerId issuer) {
    this.masterKey = masterKey;
    this.issuer = issuer;
  }

  String of(String browser, String transaction) {
    return mac(masterKey.activeId(), browser, transaction, "");
  }

  String of(String browser, String transaction, String shown) {
    return of(browser, transaction) + "." + mac(masterKey.activeId(), browser, transaction, shown);
  }

  /** Whether the form came from a page made for this browser and transaction. */
  boolean isOurs(String token, String browser, String transaction) {
    int dot = token.indexOf('.');
    return matches(dot < 0 ? token : token.substring(0, dot), browser, transaction, "");
  }

  /** Whether that page showed this. */
  boolean hasShown(String token, String browser, String transaction, String shown) {
    int dot = token.indexOf('.');
    return dot >= 0 && matches(token.substring(dot + 1), browser, transaction, shown);
  }

  private boolean matches(String token, String browser, String transaction, String shown) {
    boolean matches = false;
    for (String keyId : masterKey.ids()) {
      matches |=
          MessageDigest.isEqual(bytes(mac(keyId, browser, transaction, shown)), bytes(token));
    }
    return matches;
  }

  private String mac(String keyId, String browser, String transaction, String shown) {
    // A line break can stand in none of the first three, so no two lists of parts make one text.
    String text = String.join("\n", issuer.value(), browser, transaction, shown);
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(masterKey.mac(keyId, PURPOSE, bytes(text)));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
