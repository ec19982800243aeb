/**
 * The database: Jdbi implementations of the ports that other packages declare, on SQLite and on
 * PostgreSQL with the same SQL; migrations; the writer that commits together; the sweeper's
 * deletes. Decides nothing the ports' documentation does not say, and sees secrets only hashed or
 * encrypted. Nobody but the wiring sees this package.
 */
@NullMarked
package org.symbolon.store;

import org.jspecify.annotations.NullMarked;
