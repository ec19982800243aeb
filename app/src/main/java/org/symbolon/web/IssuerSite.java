package org.symbolon.web;

import java.util.function.Supplier;
import org.symbolon.authorize.AuthorizationFlow;
import org.symbolon.device.DeviceFlow;
import org.symbolon.issuer.Issuer;
import org.symbolon.login.LoginFlow;

/**
 * What is served for one issuer.
 *
 * @param metadata the discovery document, as JSON; the same at both well-known addresses
 * @param keySet the JWK set, as JSON; may change while the server runs
 */
public record IssuerSite(
    Issuer issuer,
    LoginFlow login,
    AuthorizationFlow authorization,
    DeviceFlow device,
    JsonRequests token,
    UserinfoRequests userinfo,
    Supplier<byte[]> metadata,
    Supplier<byte[]> keySet) {}
