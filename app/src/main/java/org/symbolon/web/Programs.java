package org.symbolon.web;

import java.util.Optional;
import org.symbolon.client.Client;
import org.symbolon.grant.DeviceRequest;
import org.symbolon.login.Continuation;
import org.symbolon.login.SignIn.Open;

/** Which program a transaction is for. */
final class Programs {
  private final IssuerSite site;

  Programs(IssuerSite site) {
    this.site = site;
  }

  Optional<String> name(Open open) {
    return switch (open.transaction().continuation()) {
      case Continuation.Authorize authorize ->
          Optional.of(site.authorization().client(authorize)).map(Client::name);
      case Continuation.Device device ->
          request(device, open).map(request -> site.device().client(request).name());
      case Continuation.Account account -> Optional.empty();
      case Continuation.SignOut signOut -> site.logout().name(signOut);
    };
  }

  Optional<DeviceRequest> request(Continuation.Device device, Open open) {
    return site.device().held(device, open.transaction().browser());
  }
}
