package org.symbolon.exchange;

import java.util.Map;
import java.util.Optional;
import org.symbolon.client.Client;
import org.symbolon.grant.Login;
import org.symbolon.grant.Person;
import org.symbolon.issuer.Issuer;
import org.symbolon.mint.Subjects;

/** Whose rights are exchanged: decided anew, whatever the token says. */
public sealed interface Holder {
  /** A person with a login at this issuer. */
  record LoggedIn(Login login) implements Holder {}

  /**
   * A person without a login here: named by a marked client, or vouched for by a foreign issuer.
   *
   * @param username the local name
   * @param claims of whoever vouches, as JSON values
   */
  record Named(Person person, String username, Map<String, Object> claims) implements Holder {
    public Named {
      claims = Map.copyOf(claims);
    }
  }

  /**
   * A client acting for itself.
   *
   * @param vouched for a robot, what the foreign issuer named that it stands for
   */
  record Itself(Client client, Optional<Person> vouched) implements Holder {
    public Itself(Client client) {
      this(client, Optional.empty());
    }
  }

  /** The upstream's claims of a person. */
  default Map<String, Object> personClaims() {
    return switch (this) {
      case LoggedIn(Login login) -> login.claims();
      case Named named -> named.claims();
      case Itself itself -> Map.of();
    };
  }

  /** The candidate local name; absent for a client. */
  default Optional<String> localName() {
    return switch (this) {
      case LoggedIn(Login login) -> Optional.of(login.grant().username());
      case Named named -> Optional.of(named.username());
      case Itself itself -> Optional.empty();
    };
  }

  /** Who or what stands behind it, as grants record it; absent where nothing of it can be kept. */
  default Optional<Person> behind() {
    return this instanceof Itself itself ? itself.vouched() : who();
  }

  /** The local name, or for a client what no account can be called. */
  default String name() {
    return switch (this) {
      case Itself itself -> Subjects.ofClient(itself.client().id());
      case LoggedIn(Login login) -> login.grant().username();
      case Named named -> named.username();
    };
  }

  /** {@code sub} of its tokens. */
  default String subject(Issuer here, Subjects subjects) {
    return who().map(person -> subjects.ofPerson(here, person.key(), name())).orElseGet(this::name);
  }

  /** Who it is; absent for a client. */
  default Optional<Person> who() {
    return switch (this) {
      case LoggedIn(Login login) -> Optional.of(login.person());
      case Named named -> Optional.of(named.person());
      case Itself itself -> Optional.empty();
    };
  }
}
