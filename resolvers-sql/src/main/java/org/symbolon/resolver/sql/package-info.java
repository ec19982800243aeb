/**
 * Accounts, groups and rights from a site's own database, by queries of the site's own.
 *
 * <p>Owns the connections, which can only read, what the queries' columns mean, and whether a
 * listed pattern covers a scope. A name reaches the database as a parameter, never as part of a
 * statement. Does not own caching and threads, which are the host's, nor passwords.
 */
@NullMarked
package org.symbolon.resolver.sql;

import org.jspecify.annotations.NullMarked;
