package org.symbolon.templates;

import java.util.List;

/**
 * The question whether a program may act for the person. Sends {@link Fields#DECISION}.
 *
 * @param program the client's name
 * @param returnsTo where the browser will be sent afterwards: the redirect address' origin
 * @param services that alone take what it gets; empty where these are the site's own choice
 * @param permissions what it gets when allowed
 * @param before what it gets besides, which the person has allowed it before
 * @param refused what it asked for and does not get, each with its reason
 * @param remembered whether the person will not be asked the same again
 */
public record Consent(
    Form form,
    String program,
    String returnsTo,
    List<String> services,
    SignedInAs person,
    List<ScopeLine> permissions,
    List<ScopeLine> before,
    List<ScopeLine> refused,
    boolean remembered)
    implements Page {
  public Consent {
    services = List.copyOf(services);
    permissions = List.copyOf(permissions);
    before = List.copyOf(before);
    refused = List.copyOf(refused);
  }
}
