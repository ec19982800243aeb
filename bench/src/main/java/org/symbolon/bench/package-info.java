/**
 * What both kinds of benchmark stand on: a site with a configuration, a tree of files, people, keys
 * and refresh families, written anew for each run. Measures nothing itself: {@code micro} and
 * {@code load} do.
 */
@NullMarked
package org.symbolon.bench;

import org.jspecify.annotations.NullMarked;
