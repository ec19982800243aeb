package org.symbolon.resolver.posix;

import java.util.Optional;

/** A name service whose sources are all down. */
record FailingNames(int errno) implements NameCalls {
  @Override
  public Optional<PasswdEntry> passwd(String name) throws CallFailed {
    throw new CallFailed("getpwnam_r", errno);
  }

  @Override
  public long[] groups(String name, long primary) throws CallFailed {
    throw new CallFailed("getgrouplist", errno);
  }

  @Override
  public Optional<String> groupName(long gid) throws CallFailed {
    throw new CallFailed("getgrgid_r", errno);
  }
}
