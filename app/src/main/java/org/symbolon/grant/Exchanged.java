package org.symbolon.grant;

/**
 * A stored grant with its root, as an exchange or what came of one needs it.
 *
 * @param alive whether neither the grant nor an ancestor has ended or expired, as of the asking
 */
public record Exchanged(Grant grant, Login login, boolean alive) {}
