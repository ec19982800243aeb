package org.symbolon.ops;

import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;

/** An exception as text: as Java prints it, but with its messages masked and kept to one line. */
final class Trace {
  private static final String INDENT = "  ";

  private Trace() {}

  static String of(IThrowableProxy thrown) {
    StringBuilder text = new StringBuilder();
    append(text, "", "", thrown);
    return text.toString().stripTrailing();
  }

  private static void append(
      StringBuilder text, String indent, String introduction, IThrowableProxy thrown) {
    text.append(indent).append(introduction).append(thrown.getClassName());
    if (thrown.getMessage() != null) {
      // A stranger's line break must not look like a frame or a line of the log.
      text.append(": ").append(OneLine.of(Masks.mask(thrown.getMessage())));
    }
    text.append('\n');
    StackTraceElementProxy[] frames = thrown.getStackTraceElementProxyArray();
    int common = thrown.getCommonFrames();
    for (int i = 0; frames != null && i < frames.length - common; i++) {
      text.append(indent).append(INDENT).append(frames[i].getSTEAsString()).append('\n');
    }
    if (common > 0) {
      text.append(indent).append(INDENT).append("... ").append(common).append(" as above\n");
    }
    for (IThrowableProxy suppressed : thrown.getSuppressed()) {
      append(text, indent + INDENT, "suppressed: ", suppressed);
    }
    if (thrown.getCause() != null) {
      append(text, indent, "caused by: ", thrown.getCause());
    }
  }
}
