package org.symbolon.resolve;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

/** Lets requests that ask the same at the same time wait for one call. */
final class SingleFlight<K, T> {
  private final ConcurrentMap<K, Call<T>> underway = new ConcurrentHashMap<>();

  /**
   * The call under way for this key, or a new one. One that is overdue is not joined: it may hang
   * for ever, and the source may meanwhile be well again.
   */
  Call<T> join(K key, Supplier<Call<T>> start) {
    Call<T> joined =
        underway.compute(
            key, (same, current) -> current != null && current.joinable() ? current : start.get());
    joined.whenDone(heard -> underway.remove(key, joined));
    return joined;
  }
}
