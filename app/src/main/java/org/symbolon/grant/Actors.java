package org.symbolon.grant;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who acts for the subject, and for whom of them that one acts in turn (RFC 8693 §4.1). Never
 * becomes shorter: nothing derived from a delegated token is without its actors.
 *
 * @param parties the one who acts now first, the first one ever last; empty where nobody does
 */
public record Actors(List<Party> parties) {
  /** More than these in a row are refused. */
  public static final int DEEPEST = 5;

  public static final Actors NOBODY = new Actors(List.of());

  public Actors {
    parties = List.copyOf(parties);
    if (parties.size() > DEEPEST) {
      throw new IllegalArgumentException("at most " + DEEPEST + " act for one another");
    }
  }

  public boolean isNobody() {
    return parties.isEmpty();
  }

  /** Whether one more may act for these. */
  public boolean hasRoom() {
    return parties.size() < DEEPEST;
  }

  /** The same with one more, who acts now. */
  public Actors and(Party actor) {
    return new Actors(Stream.concat(Stream.of(actor), parties.stream()).toList());
  }

  /** The claim {@code act}; absent where nobody acts. */
  public Optional<Map<String, Object>> claim() {
    Map<String, Object> inner = Map.of();
    for (Party party : parties.reversed()) {
      Map<String, Object> outer = new LinkedHashMap<>(party.claim());
      if (!inner.isEmpty()) {
        outer.put("act", inner);
      }
      inner = outer;
    }
    return inner.isEmpty() ? Optional.empty() : Optional.of(inner);
  }

  /**
   * Reads the claim {@code act}.
   *
   * @param owner the issuer of the token it stands in
   * @return empty where it can not be understood wholly, or is deeper than may be
   */
  public static Optional<Actors> read(Object claim, String owner) {
    List<Party> parties = new ArrayList<>();
    Object next = claim;
    while (next != null) {
      if (!(next instanceof Map<?, ?> members) || parties.size() == DEEPEST) {
        return Optional.empty();
      }
      Optional<Party> party = Party.of(members, owner);
      if (party.isEmpty()) {
        return Optional.empty();
      }
      parties.add(party.get());
      next = members.get("act");
    }
    return Optional.of(new Actors(parties));
  }

  /**
   * Reads the claim {@code act} of a token of another issuer.
   *
   * @param from that issuer
   * @param here ours
   * @return as {@link #read}
   */
  public static Optional<Actors> readForeign(Object claim, String from, String here) {
    return read(claim, from)
        .map(
            actors ->
                new Actors(
                    actors.parties().stream().map(party -> party.seenFrom(here, from)).toList()));
  }
}
