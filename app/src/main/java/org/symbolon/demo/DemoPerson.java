package org.symbolon.demo;

import java.util.List;

/**
 * Somebody at the campus.
 *
 * @param password in clear: made at each start, printed, kept nowhere
 * @param groups names of the lab's groups, the primary one first
 * @param about for the reader of the demo's first lines
 */
record DemoPerson(
    String name, String fullName, String password, long uid, List<String> groups, String about) {
  DemoPerson {
    groups = List.copyOf(groups);
  }
}
