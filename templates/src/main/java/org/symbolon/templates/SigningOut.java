package org.symbolon.templates;

import java.net.URI;
import java.util.List;

/**
 * Tells programs, each in a frame that nobody sees, that the person has signed out, and goes on.
 *
 * @param frames addresses of programs
 */
public record SigningOut(List<String> frames, Link next) implements Page {
  public SigningOut {
    frames = List.copyOf(frames);
    frames.forEach(Href::link);
  }

  /** Where the frames are from, for the content security policy: these, and no others. */
  List<String> frameSources() {
    return frames.isEmpty()
        ? List.of("'none'")
        : frames.stream()
            .map(URI::create)
            .map(uri -> uri.getScheme() + "://" + uri.getRawAuthority())
            .distinct()
            .toList();
  }
}
