package org.symbolon.config;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which login methods may reach one account. Where nothing is said, an account belongs to whoever
 * came first, by that one login method.
 *
 * @param sameNames sets of login methods at which one local name means one person
 * @param accounts single accounts, whatever {@code sameNames} says
 */
public record People(List<Set<String>> sameNames, List<Mapped> accounts) {
  public static final People NONE = new People(List.of(), List.of());

  public People {
    sameNames = sameNames.stream().map(Set::copyOf).toList();
    accounts = List.copyOf(accounts);
  }

  /** One account and all who may reach it. */
  public record Mapped(String account, List<Reach> logins) {
    public Mapped {
      logins = List.copyOf(logins);
    }
  }

  /**
   * @param login a login method's name
   * @param subject the upstream's {@code sub}: this person is the account whatever the name claim
   *     says. Absent: whose name claim is the account's name
   */
  public record Reach(String login, Optional<String> subject) {}

  /** The account that this upstream subject is mapped to, whatever its name claim says. */
  public Optional<String> accountOf(String login, String subject) {
    Reach reach = new Reach(login, Optional.of(subject));
    return accounts.stream()
        .filter(mapped -> mapped.logins().contains(reach))
        .map(Mapped::account)
        .findFirst();
  }

  /**
   * Whether a person whose name claim says so may be this account. One that is mapped is only for
   * those whom the mapping names, or who share a login method's names with them.
   */
  public boolean mayClaim(String account, String login, String subject) {
    List<Reach> named =
        accounts.stream()
            .filter(mapped -> mapped.account().equals(account))
            .flatMap(mapped -> mapped.logins().stream())
            .toList();
    List<Reach> here = named.stream().filter(reach -> reach.login().equals(login)).toList();
    if (!here.isEmpty()) {
      return here.stream().anyMatch(reach -> reach.subject().orElse(subject).equals(subject));
    }
    return named.isEmpty()
        || named.stream()
            .anyMatch(
                reach ->
                    sameNames.stream()
                        .anyMatch(names -> names.contains(login) && names.contains(reach.login())));
  }

  /** Whether both login methods may reach this account. */
  public boolean mayShare(String account, String login, String other) {
    Set<String> both = Set.of(login).contains(other) ? Set.of(login) : Set.of(login, other);
    return both.size() == 1
        || sameNames.stream().anyMatch(names -> names.containsAll(both))
        || accounts.stream()
            .filter(mapped -> mapped.account().equals(account))
            .anyMatch(
                mapped ->
                    both.stream()
                        .allMatch(
                            name ->
                                mapped.logins().stream()
                                    .anyMatch(reach -> reach.login().equals(name))));
  }
}
