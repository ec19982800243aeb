package org.symbolon.resolver.ldap;

import com.unboundid.ldap.sdk.Filter;
import java.util.ArrayList;
import java.util.List;

/** How groups name their members. */
enum GroupSchema {
  /** By local name, in {@code memberUid} (RFC 2307 §5.2). */
  RFC2307 {
    @Override
    Filter having(User user) {
      return Filter.createANDFilter(
          ofClass("posixGroup"), Filter.createEqualityFilter("memberUid", user.name()));
    }
  },
  /**
   * By distinguished name, in {@code member} or {@code uniqueMember}; a group may lack a number.
   */
  RFC2307BIS {
    @Override
    Filter having(User user) {
      return Filter.createORFilter(
          Filter.createEqualityFilter("member", user.dn()),
          Filter.createEqualityFilter("uniqueMember", user.dn()));
    }
  };

  /** Groups that list the user. */
  abstract Filter having(User user);

  /** Those and the primary one, which need not list its people. */
  final Filter of(User user) {
    List<Filter> any = new ArrayList<>();
    any.add(having(user));
    user.gid()
        .ifPresent(
            gid ->
                any.add(
                    Filter.createANDFilter(
                        ofClass("posixGroup"),
                        Filter.createEqualityFilter("gidNumber", Long.toString(gid)))));
    return Filter.createORFilter(any);
  }

  private static Filter ofClass(String objectClass) {
    return Filter.createEqualityFilter("objectClass", objectClass);
  }
}
