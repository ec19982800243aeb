package org.symbolon.authorize;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.symbolon.client.Client;
import org.symbolon.grant.Code;
import org.symbolon.grant.Codes;
import org.symbolon.grant.Grant;
import org.symbolon.grant.NewFamily;
import org.symbolon.grant.Person;
import org.symbolon.issuer.Issuer;
import org.symbolon.protocol.ClientId;
import org.symbolon.protocol.IssuerId;
import org.symbolon.protocol.SecretHash;
import org.symbolon.resolve.Rights;
import org.symbolon.resolver.Account;
import org.symbolon.scope.Decision;
import org.symbolon.scope.ScopeSet;

/** Reading a request touches no code and asks for no right. */
final class Unasked implements Codes, PushedRequests, Rights {
  @Override
  public void issue(Code code) {
    throw new AssertionError();
  }

  @Override
  public Optional<Issued> find(SecretHash hash) {
    throw new AssertionError();
  }

  @Override
  public Redemption redeem(SecretHash hash, Grant grant, Optional<NewFamily> family, Instant now) {
    throw new AssertionError();
  }

  @Override
  public void keep(PushedRequest request) {
    throw new AssertionError();
  }

  @Override
  public Optional<PushedRequest> find(
      IssuerId issuer, ClientId client, SecretHash hash, Instant now) {
    throw new AssertionError();
  }

  @Override
  public boolean use(SecretHash hash, Instant now) {
    throw new AssertionError();
  }

  @Override
  public Outcome ofPerson(PersonRequest asked) {
    throw new AssertionError();
  }

  @Override
  public Decision ofClient(Issuer issuer, Client client, ScopeSet requested) {
    throw new AssertionError();
  }

  @Override
  public Known account(Issuer issuer, Person person, String username, Map<String, Object> claims) {
    throw new AssertionError();
  }

  @Override
  public Decision inExchange(Account account, ExchangeQuestion question) {
    throw new AssertionError();
  }

  @Override
  public Decision ofClientInExchange(Client subject, ExchangeQuestion question) {
    throw new AssertionError();
  }
}
