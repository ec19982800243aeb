/**
 * The demonstration: a folder with two real configurations (a campus identity provider and the
 * gateway that trusts it), accounts with fresh passwords, and a small tree of files with owners and
 * modes. Owns no server: what it writes is started like any other configuration.
 */
@NullMarked
package org.symbolon.demo;

import org.jspecify.annotations.NullMarked;
