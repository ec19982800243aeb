package org.symbolon.resolver.posix;

import java.nio.charset.StandardCharsets;

/**
 * The directory that scopes' paths are below, as configured: absolute and normalised. The
 * permissions of the directories above it are the operator's business and are not looked at.
 */
record BasePath(String text) {
  byte[] bytes() {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
