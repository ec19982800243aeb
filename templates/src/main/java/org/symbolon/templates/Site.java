package org.symbolon.templates;

import java.util.Optional;

/**
 * What all pages of one issuer share.
 *
 * @param name the site as its people call it
 * @param logo path of a picture on this origin, shown beside the name
 * @param help whom to ask; stands at the foot of each page
 * @param stylesheet path on this origin under which {@link Stylesheet#text} is served
 */
public record Site(String name, Optional<String> logo, Optional<Help> help, String stylesheet) {
  public Site {
    logo.ifPresent(Href::path);
    Href.path(stylesheet);
  }

  /**
   * Whom to ask.
   *
   * @param text a sentence, such as "Questions? Write to the computing help desk."
   * @param href where the sentence leads: a path, an http(s) or a mailto address
   */
  public record Help(String text, Optional<String> href) {
    public Help {
      href.ifPresent(Href::contact);
    }
  }
}
