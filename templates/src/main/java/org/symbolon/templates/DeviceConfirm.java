package org.symbolon.templates;

import java.util.List;

/**
 * The question whether a device may act for the person (RFC 8628 §3.3, and §5.4 for why the code is
 * always shown again). Sends {@link Fields#DECISION}.
 *
 * @param code grouped, as the device shows it: BDFG-HKLM
 * @param program the client's name
 * @param askedAt when it asked, as text: "today 14:05 UTC"
 * @param askedFrom the address it asked from
 * @param permissions what it gets when approved
 * @param refused what it asked for and does not get, each with its reason
 */
public record DeviceConfirm(
    Form form,
    String code,
    String program,
    String askedAt,
    String askedFrom,
    SignedInAs person,
    List<ScopeLine> permissions,
    List<ScopeLine> refused)
    implements Page {
  public DeviceConfirm {
    permissions = List.copyOf(permissions);
    refused = List.copyOf(refused);
  }

  /** The code letter by letter, for those who hear the page. */
  public String codeSpelled() {
    return String.join(" ", code.replace("-", ",").split("")).replace(" ,", ",");
  }
}
