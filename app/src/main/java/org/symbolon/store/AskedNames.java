package org.symbolon.store;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.symbolon.grant.AskedClaims;

/** {@link AskedClaims} as JSON beside others, and as nothing where none were asked for. */
record AskedNames(@Nullable List<String> userinfo, @Nullable List<String> idToken) {
  static @Nullable AskedNames of(AskedClaims asked) {
    return asked.isEmpty()
        ? null
        : new AskedNames(
            List.copyOf(new TreeSet<>(asked.userinfo())),
            List.copyOf(new TreeSet<>(asked.idToken())));
  }

  static AskedClaims read(@Nullable AskedNames stored) {
    return stored == null
        ? AskedClaims.NONE
        : new AskedClaims(names(stored.userinfo()), names(stored.idToken()));
  }

  private static Set<String> names(@Nullable List<String> stored) {
    return Optional.ofNullable(stored).map(Set::copyOf).orElse(Set.of());
  }
}
