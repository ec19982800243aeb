package org.symbolon.scope;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The decision over a request.
 *
 * @param outcomes one for each scope in the order of the request; several where the ceiling allows
 *     several parts of one
 */
public record Decision(List<Outcome> outcomes) {
  public Decision {
    outcomes = List.copyOf(outcomes);
  }

  /** What a caller must choose between. */
  public sealed interface Summary {}

  /** All that was asked for and is not to be ignored. */
  public record Whole(ScopeSet granted) implements Summary {}

  /**
   * Less than was asked for; with {@code on-refused: fail} an {@code invalid_scope}.
   *
   * @param granted may be empty
   * @param refused empty where the ceiling alone made it less
   */
  public record Narrowed(ScopeSet granted, List<Outcome.Refused> refused) implements Summary {
    public Narrowed {
      refused = List.copyOf(refused);
    }

    /**
     * Whether it is about who somebody is: {@code access_denied} and not {@code invalid_scope}
     * (WLCG profile, Scope-based Attribute Selection).
     */
    public boolean deniesAccess() {
      return refused.stream().anyMatch(one -> Memberships.concerns(one.asked()));
    }

    /** Whether nothing may be given, though a part were wanted: a capability set was refused. */
    public boolean refusesAll() {
      return refused.stream().anyMatch(one -> CapabilitySet.isName(one.asked()));
    }

    /**
     * Each refused scope with the reason a person may know, fit for an {@code error_description}:
     * "storage.create:/x: group ice has r-x on /x: no w".
     */
    public String inWords() {
      return refused.isEmpty()
          ? "less was granted before than is asked for now"
          : ScopeText.described(
              refused.stream()
                  .map(scope -> scope.asked().text() + ": " + scope.reason())
                  .distinct()
                  .collect(Collectors.joining("; ")));
    }
  }

  /** A source of truth is down: neither a grant nor a refusal, nothing may be issued. */
  public record CannotSay(Set<Outcome.Unavailable> unavailable) implements Summary {}

  public Summary summary() {
    Set<Outcome.Unavailable> unavailable = unavailable();
    if (!unavailable.isEmpty()) {
      return new CannotSay(unavailable);
    }
    boolean whole = true;
    for (Outcome outcome : outcomes) {
      whole &=
          switch (outcome) {
            // What a set holds is asked for by the set's name.
            case Outcome.Granted granted ->
                granted.scope().equals(granted.asked()) || CapabilitySet.isName(granted.asked());
            case Outcome.Ignored ignored -> true;
            case Outcome.Refused refused -> false;
            case Outcome.Undecided undecided -> false;
          };
    }
    return whole ? new Whole(granted()) : new Narrowed(granted(), refused());
  }

  /** The scopes granted, whatever became of the others. */
  public ScopeSet granted() {
    return new ScopeSet(of(Outcome.Granted.class).stream().map(Outcome.Granted::scope).toList());
  }

  public List<Outcome.Refused> refused() {
    return of(Outcome.Refused.class);
  }

  public List<Outcome.Ignored> ignored() {
    return of(Outcome.Ignored.class);
  }

  /** Which resolvers could not answer something that is needed. */
  public Set<Outcome.Unavailable> unavailable() {
    Set<Outcome.Unavailable> all = new LinkedHashSet<>();
    of(Outcome.Undecided.class).forEach(undecided -> all.addAll(undecided.unavailable()));
    return all;
  }

  private <T extends Outcome> List<T> of(Class<T> kind) {
    List<T> some = new ArrayList<>();
    for (Outcome outcome : outcomes) {
      if (kind.isInstance(outcome)) {
        some.add(kind.cast(outcome));
      }
    }
    return List.copyOf(some);
  }
}
