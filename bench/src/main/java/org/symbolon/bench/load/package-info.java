/**
 * The load run: starts the gateway as its users do, as a process of its own, drives it over real
 * HTTP, and prints a table. Owns the lean client that leaves the machine to the server.
 */
@NullMarked
package org.symbolon.bench.load;

import org.jspecify.annotations.NullMarked;
