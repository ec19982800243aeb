/**
 * The one guarded outbound HTTP client: which addresses may be reached, how large an answer may be,
 * how long the whole exchange may take, and that no redirect is followed. Does not know what is
 * fetched, caches nothing and repeats nothing.
 */
@NullMarked
package org.symbolon.fetch;

import org.jspecify.annotations.NullMarked;
