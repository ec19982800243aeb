/**
 * The ports' contract suites run on both databases, and what is the store's own: the group commit,
 * conflicts, migrations, sweeping, and being killed. {@link TestDatabases} serves other tests too.
 */
@NullMarked
package org.symbolon.store;

import org.jspecify.annotations.NullMarked;
