/**
 * Accounts, groups and entitlements from a site's own database, by queries of the site's own.
 *
 * <p>Owns the connections, which can only read, and what the queries' columns mean. A name reaches
 * the database as a parameter, never as part of a statement. Not here yet: checking passwords,
 * typed attributes, other databases than PostgreSQL and SQLite. Caching and threads are the host's.
 */
@NullMarked
package org.symbolon.resolver.sql;

import org.jspecify.annotations.NullMarked;
