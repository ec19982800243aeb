package org.symbolon.grant;

import java.util.Optional;

/**
 * A grant that comes of an exchange.
 *
 * @param root to be stored with it where there was none: a foreign issuer's word is one only where
 *     something of it is kept
 * @param grant below the root, or below what is stored already
 */
public record NewExchanged(Optional<Login> root, Grant grant, Derivation derivation) {
  public NewExchanged {
    if (root.filter(login -> login.grant().kind() != GrantKind.FOREIGN).isPresent()) {
      throw new IllegalArgumentException("a login begins by itself, not by an exchange");
    }
    if (root.isPresent() && !grant.ancestors().equals(root.get().grant().lineage())) {
      throw new IllegalArgumentException("a grant hangs on its root");
    }
  }

  public NewExchanged(Grant grant, Derivation derivation) {
    this(Optional.empty(), grant, derivation);
  }
}
