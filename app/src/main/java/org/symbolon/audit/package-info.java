/**
 * The sealed list of events that everyone may report. Does not own where they go: sinks, formats
 * and metrics are those of ops.
 */
@NullMarked
package org.symbolon.audit;

import org.jspecify.annotations.NullMarked;
