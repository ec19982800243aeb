package org.symbolon.authorize;

import org.symbolon.client.Clients;
import org.symbolon.grant.Codes;
import org.symbolon.mint.Subjects;
import org.symbolon.verify.OwnTokens;

/** What authorization requests are read and answered with. */
public record AuthorizationPorts(
    Clients clients,
    Codes codes,
    PushedRequests pushed,
    RequestObjects objects,
    Subjects subjects,
    OwnTokens tokens) {}
