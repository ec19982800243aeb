/**
 * What operators and their machines see: health, metrics, the log and the audit's sinks; and the
 * sweeper that keeps the tables small. Secrets are masked where a log line is made, so that no
 * caller can forget it. Does not own what is checked, counted or swept: the wiring hands that in.
 * Nor who may read it, and how it travels: that is web's.
 */
@NullMarked
package org.symbolon.ops;

import org.jspecify.annotations.NullMarked;
