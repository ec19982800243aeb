package org.symbolon.register;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.symbolon.client.Client;
import org.symbolon.client.OpenIdOptions;
import org.symbolon.client.Preferences;
import org.symbolon.issuer.Issuer;
import org.symbolon.protocol.ClientId;

/** A person's own page, as rules see whoever asks. It gets no token and is in no list. */
final class OwnPage {
  /** A blank can stand in the id of no client. */
  private static final ClientId ID = new ClientId("account page");

  private OwnPage() {}

  static Client asClient(Issuer issuer) {
    return new Client(
        issuer.id(),
        ID,
        "Your account",
        new Client.Authentication.None(),
        Set.of(),
        List.of(),
        List.of(),
        Optional.empty(),
        false,
        Set.of(),
        false,
        Optional.empty(),
        Optional.empty(),
        Client.Overrides.NONE,
        OpenIdOptions.DEFAULT,
        Preferences.NONE,
        true);
  }
}
