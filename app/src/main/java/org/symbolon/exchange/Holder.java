package org.symbolon.exchange;

import java.util.Map;
import java.util.Optional;
import org.symbolon.client.Client;
import org.symbolon.grant.Login;
import org.symbolon.grant.Person;

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

  /** A client acting for itself. */
  record Itself(Client client) implements Holder {}

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

  /** Who it is; absent for a client. */
  default Optional<Person> who() {
    return switch (this) {
      case LoggedIn(Login login) -> Optional.of(login.person());
      case Named named -> Optional.of(named.person());
      case Itself itself -> Optional.empty();
    };
  }
}
