package org.symbolon.ops;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Bounds a label: the first names stand for themselves, all later ones are {@code other}. */
final class FirstNames {
  static final String OTHER = "other";

  private final int most;
  private final Set<String> names = ConcurrentHashMap.newKeySet();

  FirstNames(int most) {
    this.most = most;
  }

  String label(String name) {
    if (names.contains(name)) {
      return name;
    }
    synchronized (this) {
      return names.size() < most && (names.add(name) || names.contains(name)) ? name : OTHER;
    }
  }
}
