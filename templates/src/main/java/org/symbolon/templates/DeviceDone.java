package org.symbolon.templates;

import java.util.Optional;

/**
 * How it ended with a device.
 *
 * @param program the client's name, where it is known
 * @param another where another code can be typed
 */
public record DeviceDone(Outcome outcome, Optional<String> program, String another)
    implements Page {
  public DeviceDone {
    Href.link(another);
  }

  /** What became of the code. */
  public enum Outcome {
    APPROVED,
    DENIED,
    EXPIRED
  }
}
