package org.symbolon.resolver.posix;

import java.io.IOException;

/** A system or library call that did not do what it was asked, with the reason it gave. */
final class CallFailed extends IOException {
  private static final long serialVersionUID = 1;

  private final int errno;

  CallFailed(String call, int errno) {
    super(call + ": " + Errno.inWords(errno));
    this.errno = errno;
  }

  int errno() {
    return errno;
  }

  /** Thrown on the ordinary way to "there is nothing": a trace would cost more than the call. */
  @Override
  public Throwable fillInStackTrace() {
    return this;
  }
}
