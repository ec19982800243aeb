/**
 * The token endpoint: one pipeline for all grant types, and one record and one handler for each.
 * Owns the order of its steps (parse, authenticate, prove, rights, mint, commit, respond), so that
 * no grant type can forget client authentication or the scope decision. Knows no HTTP: web does.
 */
@NullMarked
package org.symbolon.token;

import org.jspecify.annotations.NullMarked;
