package org.symbolon.resolver.ldap;

import java.util.OptionalLong;

/** A person's entry, as far as it matters here. */
record User(String dn, String name, OptionalLong uid, OptionalLong gid) {}
