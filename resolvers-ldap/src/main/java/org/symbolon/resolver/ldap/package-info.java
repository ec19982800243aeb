/**
 * Accounts, groups and password checks from a directory, by the UnboundID LDAP SDK.
 *
 * <p>Owns the questions asked of the directory and what its answers mean. Filters are built of
 * parts, never of text. Not here yet, and to come beside what is: several servers with failover,
 * Active Directory, nested groups, mapped attributes, entitlements, expired and locked accounts.
 * Caching and threads are the host's.
 */
@NullMarked
package org.symbolon.resolver.ldap;

import org.jspecify.annotations.NullMarked;
