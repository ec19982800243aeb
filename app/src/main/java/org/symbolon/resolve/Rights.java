package org.symbolon.resolve;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.symbolon.client.Client;
import org.symbolon.grant.Person;
import org.symbolon.issuer.Issuer;
import org.symbolon.resolver.Account;
import org.symbolon.scope.Decision;
import org.symbolon.scope.ScopePattern;
import org.symbolon.scope.ScopeSet;

/**
 * What a person, or a client for itself, may have now: plan, ask, decide. The one way to a scope
 * decision for consent, device page, token and exchange. Blocks up to the resolvers' timeouts;
 * never call it inside a transaction.
 */
public interface Rights {
  /** The rights of a person who logged in. */
  Outcome ofPerson(PersonRequest request);

  /**
   * The rights of a client acting for itself: no resolver is asked. Its own scope patterns are the
   * ceiling.
   */
  Decision ofClient(Issuer issuer, Client client, ScopeSet requested);

  /**
   * The account of a person, without a question of rights: what rules of exchange are held against
   * before one of them decides what is asked for at all.
   */
  Known account(Issuer issuer, Person person, String username, Map<String, Object> claims);

  /** The rights of an account just found, in exchange for a token. */
  Decision inExchange(Account account, ExchangeQuestion question);

  /** The rights of a client whose own token is exchanged. */
  Decision ofClientInExchange(Client subject, ExchangeQuestion question);

  /**
   * What is asked for in exchange for a token.
   *
   * @param client who asks
   * @param ceiling what the token holds, where there is one: what was asked is narrowed to it
   * @param claims about the person, as JSON values; empty for a client
   * @param gives patterns of the rule that decided; absent where it gives whatever the token holds
   */
  record ExchangeQuestion(
      Issuer issuer,
      Client client,
      ScopeSet requested,
      Optional<ScopeSet> ceiling,
      Map<String, Object> claims,
      Optional<List<ScopePattern>> gives) {}

  /** What came of asking for an account. */
  sealed interface Known {
    record Found(Account account) implements Known {}
  }

  /**
   * @param username the candidate local name
   * @param claims of the upstream, as JSON values
   * @param requested may be empty: then nothing is granted (default scopes are put in by the flows)
   * @param ceiling what the grant allows at most, at a refresh or an exchange: what was asked is
   *     narrowed to it. Absent at a first issue
   */
  record PersonRequest(
      Issuer issuer,
      Client client,
      Person person,
      String username,
      Map<String, Object> claims,
      ScopeSet requested,
      Optional<ScopeSet> ceiling) {
    /** A first issue. */
    public PersonRequest(
        Issuer issuer,
        Client client,
        Person person,
        String username,
        Map<String, Object> claims,
        ScopeSet requested) {
      this(issuer, client, person, username, claims, requested, Optional.empty());
    }
  }

  /** What came of it. */
  sealed interface Outcome {
    /** The decision may still hold scopes of which a resolver could not say. */
    record Decided(Account account, Decision decision) implements Outcome {}

    /**
     * The person has no account here, or one that gets no tokens.
     *
     * @param why for the person
     * @param detail for the log
     */
    record NoAccount(String why, String detail) implements Outcome, Known {}

    /** A source of the account is down. */
    record Unavailable(String why) implements Outcome, Known {}
  }
}
