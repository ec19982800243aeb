/**
 * All the wiring, in one place and in order of dependency, closed in reverse: {@link
 * org.symbolon.Gateway} for a process, {@link org.symbolon.IssuerWiring} for each issuer of it,
 * with its logins, token endpoint and inspection. Owns no rule of any flow.
 */
@NullMarked
package org.symbolon;

import org.jspecify.annotations.NullMarked;
