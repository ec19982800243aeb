package org.symbolon.resolver.ldap;

import com.unboundid.ldap.sdk.SearchResultEntry;
import java.util.OptionalLong;

/** Reads user and group numbers. */
final class Numbers {
  /** The last one stands for "none" in system calls. */
  private static final long LARGEST = 4_294_967_294L;

  private Numbers() {}

  /** The attribute's one number; empty where the entry has none. */
  static OptionalLong id(SearchResultEntry entry, String attribute) throws DirectoryDown {
    String[] values = entry.getAttributeValues(attribute);
    if (values == null || values.length == 0) {
      return OptionalLong.empty();
    }
    if (values.length > 1
        || !values[0].matches("[0-9]{1,10}")
        || Long.parseLong(values[0]) > LARGEST) {
      throw new DirectoryDown(
          "%s of %s is not one number from 0 to %d".formatted(attribute, entry.getDN(), LARGEST));
    }
    return OptionalLong.of(Long.parseLong(values[0]));
  }
}
