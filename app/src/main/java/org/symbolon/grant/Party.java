package org.symbolon.grant;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Somebody who acts, or may act, for another (RFC 8693 §4.1, §4.4).
 *
 * @param issuer absent where it is the issuer of the token itself
 * @param subject that issuer's {@code sub}
 */
public record Party(Optional<String> issuer, String subject) {
  private static final Set<String> NAMES = Set.of("iss", "sub");

  public Party {
    if (subject.isEmpty()) {
      throw new IllegalArgumentException("somebody who acts has a name");
    }
  }

  /** Of the token's own issuer. */
  public static Party own(String subject) {
    return new Party(Optional.empty(), subject);
  }

  /** As the claims say it. */
  public Map<String, Object> claim() {
    Map<String, Object> claim = new LinkedHashMap<>();
    issuer.ifPresent(name -> claim.put("iss", name));
    claim.put("sub", subject);
    return claim;
  }

  /**
   * Reads {@code may_act}. Whatever else it may say could narrow whom it means, so it is not
   * understood.
   *
   * @param owner the issuer of the token it stands in
   * @return empty where this is no party that can be compared with another
   */
  public static Optional<Party> read(Object claim, String owner) {
    return claim instanceof Map<?, ?> members && NAMES.containsAll(members.keySet())
        ? of(members, owner)
        : Optional.empty();
  }

  /** Reads the two members that name somebody, whatever stands beside them. */
  static Optional<Party> of(Map<?, ?> members, String owner) {
    Object issuer = members.get("iss");
    if (!(members.get("sub") instanceof String subject)
        || subject.isEmpty()
        || (issuer != null && !(issuer instanceof String))) {
      return Optional.empty();
    }
    return Optional.of(
        new Party(
            issuer instanceof String name && !name.equals(owner)
                ? Optional.of(name)
                : Optional.empty(),
            subject));
  }

  /**
   * The same as a token of {@code here} has to name it, where it stood in a token of {@code from}:
   * whom that one names without an issuer is its own, and nobody of ours.
   */
  Party seenFrom(String here, String from) {
    return new Party(Optional.of(issuer.orElse(from)).filter(name -> !name.equals(here)), subject);
  }

  /**
   * Reads {@code may_act} of a token of another issuer.
   *
   * @param from that issuer
   * @param here ours
   * @return empty where this is no party that can be compared with another
   */
  public static Optional<Party> readForeign(Object claim, String from, String here) {
    return read(claim, from).map(party -> party.seenFrom(here, from));
  }

  @Override
  public String toString() {
    return subject + issuer.map(name -> " at " + name).orElse("");
  }
}
