package org.symbolon;

import java.util.Optional;
import org.symbolon.config.People;
import org.symbolon.grant.Person;
import org.symbolon.grant.SharedNames;

/** The configuration's {@code people} as the grant tree asks for them. */
record MappedPeople(People people) implements SharedNames {
  @Override
  public boolean mayShare(String username, String method, String other) {
    return people.mayShare(username, method, other);
  }

  @Override
  public Optional<String> accountOf(Person person) {
    return people.accountOf(person.method(), person.upstreamSubject());
  }

  @Override
  public boolean mayClaim(String username, Person person) {
    return people.mayClaim(username, person.method(), person.upstreamSubject());
  }
}
