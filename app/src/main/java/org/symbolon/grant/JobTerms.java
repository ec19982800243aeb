package org.symbolon.grant;

import java.util.Optional;

/**
 * What bounds a job grant besides its scopes, audiences and expiry.
 *
 * @param name shown to the person, who may end it
 * @param host name or address of the only machine from which tokens are drawn
 * @param key the thumbprint of the key that must be proved to draw
 * @param mostUses how many tokens are drawn at most
 */
public record JobTerms(String name, Optional<String> host, Optional<String> key, long mostUses) {
  /** From which anybody may draw who is its client. */
  public JobTerms(String name, Optional<String> host, long mostUses) {
    this(name, host, Optional.empty(), mostUses);
  }
}
