package org.symbolon.resolver.ldap;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.RDN;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * What is likely of an entry not yet read, so that its groups can be asked for in the same round
 * trip. Learnt from the entries before; a wrong guess costs a second round trip and nothing else.
 */
final class Guess {
  private static final int MOST_NUMBERS = 8;

  private final String nameAttribute;
  private final Deque<Long> numbers = new ArrayDeque<>();
  private Optional<DN> parent;

  /**
   * @param parent below which the first person is likely
   */
  Guess(String nameAttribute, Optional<DN> parent) {
    this.nameAttribute = nameAttribute;
    this.parent = parent;
  }

  /** Which entry the name's is likely to be. */
  synchronized Optional<DN> entry(String name) {
    return parent.map(above -> new DN(new RDN(nameAttribute, name), above));
  }

  /** Numbers of groups that were somebody's primary one lately. */
  synchronized List<Long> primaryGroups() {
    return List.copyOf(numbers);
  }

  synchronized void learn(User user, DN dn) {
    parent =
        new RDN(nameAttribute, user.name()).equals(dn.getRDN())
            ? Optional.of(dn.getParent())
            : Optional.empty();
    user.gid()
        .ifPresent(
            gid -> {
              numbers.remove(gid);
              numbers.addFirst(gid);
              if (numbers.size() > MOST_NUMBERS) {
                numbers.removeLast();
              }
            });
  }
}
