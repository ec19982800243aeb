package org.symbolon.web;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.symbolon.account.OwnAccount;
import org.symbolon.audit.Audit;
import org.symbolon.authorize.AuthorizationFlow;
import org.symbolon.device.DeviceFlow;
import org.symbolon.issuer.Issuer;
import org.symbolon.keys.KeySet;
import org.symbolon.login.ConsentMemory;
import org.symbolon.login.LoginFlow;
import org.symbolon.logout.LogoutFlow;
import org.symbolon.metadata.MetadataDocument;
import org.symbolon.register.ClientRegistration;
import org.symbolon.register.OwnedClients;
import org.symbolon.register.RegistrationByHand;

/**
 * What is served for one issuer.
 *
 * @param owned clients that people registered themselves
 * @param byHand present where people register clients on a page
 * @param forms endpoints of programs besides
 * @param registration absent where clients can not register themselves
 * @param certified where clients go that show a certificate (RFC 8705 §5), without a path; absent
 *     where they go like all others
 * @param metadata the same at both well-known addresses
 * @param dpopNonce the one to tell whoever sends a proof; empty where none is used
 * @param keySet asked for at each request: it changes while the server runs
 */
public record IssuerSite(
    Issuer issuer,
    LoginFlow login,
    ConsentMemory consents,
    LogoutFlow logout,
    OwnAccount account,
    OwnedClients owned,
    Optional<RegistrationByHand> byHand,
    AuthorizationFlow authorization,
    DeviceFlow device,
    TokenRequests token,
    UserinfoRequests userinfo,
    List<FormEndpoint> forms,
    Optional<ClientRegistration> registration,
    Optional<URI> certified,
    MetadataDocument metadata,
    Supplier<KeySet> keySet,
    CrossOrigin crossOrigin,
    Supplier<Optional<String>> dpopNonce,
    Audit audit) {
  public IssuerSite {
    forms = List.copyOf(forms);
  }
}
