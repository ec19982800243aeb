/**
 * Accounts as the machine knows them, and storage scopes as its kernel would decide them.
 *
 * <p>Owns looking up accounts in the name service or in files of the same format, walking a path by
 * directory handles, and the kernel's rules of permission (owner, group, other, access control
 * lists, sticky directories). Does not own the grammar of scopes, caching, timeouts or what lies
 * below a judged path: that was not looked at, and the storage must enforce it.
 */
@NullMarked
package org.symbolon.resolver.posix;

import org.jspecify.annotations.NullMarked;
