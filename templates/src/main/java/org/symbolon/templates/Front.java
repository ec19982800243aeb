package org.symbolon.templates;

import java.util.Optional;

/**
 * An issuer's start page.
 *
 * @param issuer the address programs are given
 * @param discovery where programs find everything else
 * @param device where a device's code is typed, where that is switched on
 */
public record Front(String issuer, String discovery, Optional<String> device) implements Page {
  public Front {
    Href.link(issuer);
    Href.link(discovery);
    device.ifPresent(Href::link);
  }
}
