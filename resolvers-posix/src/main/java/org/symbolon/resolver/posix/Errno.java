package org.symbolon.resolver.posix;

/** Linux' error numbers, the same on every architecture this runs on. */
final class Errno {
  static final int EPERM = 1;
  static final int ENOENT = 2;
  static final int EIO = 5;
  static final int EACCES = 13;
  static final int ENOTDIR = 20;
  static final int EINVAL = 22;
  static final int EMFILE = 24;
  static final int ERANGE = 34;
  static final int ENAMETOOLONG = 36;
  static final int ELOOP = 40;
  static final int ENODATA = 61;
  static final int EOPNOTSUPP = 95;
  static final int ETIMEDOUT = 110;
  static final int ECONNREFUSED = 111;
  static final int ESTALE = 116;

  private Errno() {}

  static String inWords(int errno) {
    return switch (errno) {
      case EPERM -> "not permitted (EPERM)";
      case ENOENT -> "not found (ENOENT)";
      case EIO -> "input/output error (EIO)";
      case EACCES -> "permission denied (EACCES)";
      case ENOTDIR -> "not a directory (ENOTDIR)";
      case EINVAL -> "invalid (EINVAL)";
      case EMFILE -> "too many open files (EMFILE)";
      case ERANGE -> "too large (ERANGE)";
      case ENAMETOOLONG -> "name too long (ENAMETOOLONG)";
      case ELOOP -> "too many links (ELOOP)";
      case ETIMEDOUT -> "timed out (ETIMEDOUT)";
      case ECONNREFUSED -> "connection refused (ECONNREFUSED)";
      case ESTALE -> "stale file handle (ESTALE)";
      default -> "error " + errno;
    };
  }
}
