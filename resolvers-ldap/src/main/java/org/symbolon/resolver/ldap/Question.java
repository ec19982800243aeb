package org.symbolon.resolver.ldap;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.SearchScope;
import java.util.Collection;
import java.util.Set;

/** One search: entries at or below a base, and what is wanted of them. */
record Question(String base, SearchScope scope, Filter filter, Set<String> attributes) {
  Question {
    attributes = Set.copyOf(attributes);
  }

  static Question below(String base, Filter filter, Collection<String> attributes) {
    return new Question(base, SearchScope.SUB, filter, Set.copyOf(attributes));
  }
}
