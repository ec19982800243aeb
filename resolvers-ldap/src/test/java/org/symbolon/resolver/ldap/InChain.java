package org.symbolon.resolver.ldap;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSearchRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryOperationInterceptor;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Teaches the SDK's server Active Directory's matching rule that follows groups of groups. */
final class InChain extends InMemoryOperationInterceptor {
  private @Nullable InMemoryDirectoryServer server;

  void of(InMemoryDirectoryServer directory) {
    this.server = directory;
  }

  @Override
  public void processSearchRequest(InMemoryInterceptedSearchRequest intercepted)
      throws LDAPException {
    SearchRequest request = intercepted.getRequest().duplicate();
    request.setFilter(followed(request.getFilter()));
    intercepted.setRequest(request);
  }

  private Filter followed(Filter filter) throws LDAPException {
    return switch (filter.getFilterType()) {
      case Filter.FILTER_TYPE_AND -> Filter.createANDFilter(all(filter));
      case Filter.FILTER_TYPE_OR -> Filter.createORFilter(all(filter));
      case Filter.FILTER_TYPE_EXTENSIBLE_MATCH ->
          "1.2.840.113556.1.4.1941".equals(filter.getMatchingRuleID())
              ? inChain(filter.getAttributeName(), filter.getAssertionValue())
              : filter;
      default -> filter;
    };
  }

  private List<Filter> all(Filter filter) throws LDAPException {
    List<Filter> parts = new ArrayList<>();
    for (Filter part : filter.getComponents()) {
      parts.add(followed(part));
    }
    return parts;
  }

  private Filter inChain(String attribute, String member) throws LDAPException {
    Set<String> chain = new LinkedHashSet<>(Set.of(member));
    List<String> latest = List.of(member);
    while (!latest.isEmpty()) {
      List<String> next = new ArrayList<>();
      for (String dn : latest) {
        for (SearchResultEntry group :
            Objects.requireNonNull(server)
                .search(
                    new DN(TestSite.GROUPS).toString(),
                    SearchScope.SUB,
                    Filter.createEqualityFilter(attribute, dn))
                .getSearchEntries()) {
          if (chain.add(group.getDN())) {
            next.add(group.getDN());
          }
        }
      }
      latest = next;
    }
    return Filter.createORFilter(
        chain.stream().map(dn -> Filter.createEqualityFilter(attribute, dn)).toList());
  }
}
