package org.symbolon.grant;

import java.util.Set;
import java.util.TreeSet;

/**
 * Claims about a person that an authorization request names one by one (OpenID Connect Core §5.5),
 * as far as the person allowed them.
 *
 * @param userinfo to be told there
 * @param idToken to be told in ID tokens
 */
public record AskedClaims(Set<String> userinfo, Set<String> idToken) {
  public static final AskedClaims NONE = new AskedClaims(Set.of(), Set.of());

  public AskedClaims {
    userinfo = Set.copyOf(userinfo);
    idToken = Set.copyOf(idToken);
  }

  public boolean isEmpty() {
    return userinfo.isEmpty() && idToken.isEmpty();
  }

  /** Wherever they are to be told, sorted. */
  public Set<String> names() {
    Set<String> names = new TreeSet<>(userinfo);
    names.addAll(idToken);
    return names;
  }

  /** Those of these names. */
  public AskedClaims only(Set<String> names) {
    return new AskedClaims(both(userinfo, names), both(idToken, names));
  }

  private static Set<String> both(Set<String> one, Set<String> other) {
    Set<String> both = new TreeSet<>(one);
    both.retainAll(other);
    return both;
  }
}
