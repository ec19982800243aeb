package org.symbolon.templates;

import java.util.List;

/**
 * The question whether a program may act for the person. Sends {@link Fields#DECISION}.
 *
 * @param program the client's name
 * @param returnsTo where the browser will be sent afterwards: the redirect address' origin
 * @param permissions what it gets when allowed
 * @param refused what it asked for and does not get, each with its reason
 */
public record Consent(
    Form form,
    String program,
    String returnsTo,
    SignedInAs person,
    List<ScopeLine> permissions,
    List<ScopeLine> refused)
    implements Page {
  public Consent {
    permissions = List.copyOf(permissions);
    refused = List.copyOf(refused);
  }
}
