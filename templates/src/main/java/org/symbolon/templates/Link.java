package org.symbolon.templates;

/**
 * Somewhere a person may go on to.
 *
 * @param label what the link or button says
 * @param href a path on this origin or an http(s) address; anything else is an
 *     IllegalArgumentException
 */
public record Link(String label, String href) {
  public Link {
    Href.link(href);
  }
}
