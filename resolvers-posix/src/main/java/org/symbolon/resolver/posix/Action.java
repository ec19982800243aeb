package org.symbolon.resolver.posix;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a storage scope lets its bearer do, as far as the file system tells such things apart. */
enum Action {
  /** Reading content and listing; bringing online needs the same. */
  READ,
  /** Making what is not there, never changing what is. */
  CREATE,
  /** Making, changing and deleting. */
  MODIFY;

  /**
   * What is needed on a directory. Listing and reaching what is listed are two questions to the
   * kernel; making or removing an entry is one.
   */
  List<Integer> onDirectory() {
    return switch (this) {
      case READ -> List.of(Ruling.READ, Ruling.SEARCH);
      case CREATE, MODIFY -> List.of(Ruling.WRITE | Ruling.SEARCH);
    };
  }

  /** What is needed on a file's content; empty where the action never touches one that exists. */
  Optional<Integer> onFile() {
    return switch (this) {
      case READ -> Optional.of(Ruling.READ);
      case CREATE -> Optional.empty();
      case MODIFY -> Optional.of(Ruling.WRITE);
    };
  }

  /** Whether it includes deleting and renaming. */
  boolean deletes() {
    return this == MODIFY;
  }

  /** The scopes of the WLCG profile (storage.*) and of SciTokens 2.0, by their action's name. */
  static final Map<String, Action> BY_NAME =
      Collections.unmodifiableMap(
          new TreeMap<>(
              Map.of(
                  "storage.read", READ,
                  "storage.stage", READ,
                  "storage.create", CREATE,
                  "storage.modify", MODIFY,
                  "read", READ,
                  // Create and modify in one, and wherever modify is allowed create is.
                  "write", MODIFY)));
}
