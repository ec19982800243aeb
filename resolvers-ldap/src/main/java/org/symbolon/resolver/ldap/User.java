package org.symbolon.resolver.ldap;

import com.unboundid.ldap.sdk.SearchResultEntry;
import java.util.OptionalLong;

/**
 * A person's entry.
 *
 * @param name the local name, letter by letter as it was asked for
 */
record User(String name, OptionalLong uid, OptionalLong gid, SearchResultEntry entry) {
  String dn() {
    return entry.getDN();
  }
}
