package org.symbolon.templates;

import java.util.Optional;

/**
 * An issuer's start page.
 *
 * @param issuer the address programs are given
 * @param discovery where programs find everything else
 * @param device where a device's code is typed, where that is switched on
 * @param account the person's own page
 */
public record Front(String issuer, String discovery, Optional<String> device, String account)
    implements Page {
  public Front {
    Href.link(issuer);
    Href.link(discovery);
    device.ifPresent(Href::link);
    Href.path(account);
  }
}
