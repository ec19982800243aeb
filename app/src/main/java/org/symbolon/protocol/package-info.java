/**
 * The protocol's words: errors, identifiers, hashes of secrets, and the one reader of form
 * parameters that refuses repeated ones. Owns no request: each flow parses its own forms into its
 * own records.
 */
@NullMarked
package org.symbolon.protocol;

import org.jspecify.annotations.NullMarked;
