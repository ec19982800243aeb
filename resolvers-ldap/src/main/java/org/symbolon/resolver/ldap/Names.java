package org.symbolon.resolver.ldap;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchResultEntry;

/** Reads distinguished names, which compare as the entries they name. */
final class Names {
  private Names() {}

  static DN dn(SearchResultEntry entry) throws DirectoryDown {
    return dn(entry.getDN());
  }

  static DN dn(String text) throws DirectoryDown {
    try {
      return new DN(text);
    } catch (LDAPException e) {
      throw DirectoryDown.because(text + " is no distinguished name", e);
    }
  }
}
