/**
 * The commands. Owns words, options and exit codes of the command line; what they start is wired in
 * the root package, which is handed in.
 */
@NullMarked
package org.symbolon.cli;

import org.jspecify.annotations.NullMarked;
