package org.symbolon.web;

/** What limits count an address as, for those who count outside of this package. */
public final class LimitKey {
  private LimitKey() {}

  /**
   * @param address as it is shown
   */
  public static String of(String address) {
    return Caller.limitKey(address);
  }
}
