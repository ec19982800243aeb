package org.symbolon.resolver.ldap;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.SearchResultEntry;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Active Directory's primary group: a number within the domain of the person's own identifier. */
final class Sids {
  private static final String SID = "objectSid";
  private static final String PRIMARY = "primaryGroupID";

  /** What the person's entry must show. */
  static final Set<String> ATTRIBUTES = Set.of(SID, PRIMARY);

  /** Revision, count and authority before the parts, and one part ([MS-DTYP] 2.4.2.2). */
  private static final int LEAST_BYTES = 12;

  private Sids() {}

  /** The group whose identifier is the person's with another last part ([MS-ADTS] 3.1.1.4.5.11). */
  static Optional<Filter> primaryGroup(SearchResultEntry person) throws DirectoryDown {
    OptionalLong relative = Numbers.id(person, PRIMARY);
    byte[] sid = person.getAttributeValueBytes(SID);
    if (relative.isEmpty()) {
      return Optional.empty();
    }
    if (sid == null || sid.length < LEAST_BYTES || sid.length % 4 != 0) {
      throw new DirectoryDown(
          "%s has a primaryGroupID, but no objectSid it could belong to".formatted(person.getDN()));
    }
    ByteBuffer group = ByteBuffer.wrap(sid.clone()).order(ByteOrder.LITTLE_ENDIAN);
    group.putInt(sid.length - 4, (int) relative.getAsLong());
    return Optional.of(Filter.createEqualityFilter(SID, group.array()));
  }
}
