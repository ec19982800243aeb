package org.symbolon.exchange;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.symbolon.client.Client;
import org.symbolon.grant.Actors;
import org.symbolon.grant.Grant;
import org.symbolon.grant.Party;
import org.symbolon.grant.Person;
import org.symbolon.grant.Standing;
import org.symbolon.issuer.Issuer;
import org.symbolon.mint.Subjects;
import org.symbolon.protocol.ClientId;
import org.symbolon.scope.ScopeSet;
import org.symbolon.verify.AccessTokenCheck;

/** What an access token of ours holds, if all that it came of still lives: one statement. */
final class ProveAccessToken {
  /** The login method of people who never logged in: no configured one has such a name. */
  private static final String NAMED = "named by a client";

  private final Tokens tokens;

  ProveAccessToken(Tokens tokens) {
    this.tokens = tokens;
  }

  Held held(Asking asking, AccessTokenCheck.Valid token) throws Unacceptable {
    Issuer issuer = asking.issuer();
    String owner = issuer.url().toString();
    Optional<Actors> actors =
        Optional.ofNullable(token.claims().get("act"))
            .map(claim -> Actors.read(claim, owner))
            .orElse(Optional.of(Actors.NOBODY));
    Optional<Object> mayAct = Optional.ofNullable(token.claims().get("may_act"));
    Optional<Party> party = mayAct.flatMap(claim -> Party.read(claim, owner));
    // What can not be understood wholly must not be passed over.
    if (actors.isEmpty() || mayAct.isPresent() != party.isPresent()) {
      throw new Unacceptable("its act or may_act is of another form than ours");
    }
    if (token.madeFrom().size() >= Grant.DEEPEST) {
      throw new Unacceptable("it has been exchanged too often: begin with an earlier token");
    }
    Root root = root(asking, token);
    return new Held(
        root.holder(),
        token.subject(),
        Optional.of(scopes(issuer, token.scope())),
        token.audiences(),
        Optional.of(token.client()),
        token.lineage(),
        token.tokenIds(),
        token.expires(),
        root.ends(),
        actors.get(),
        party,
        token.authenticatedAt(),
        token.claims());
  }

  private record Root(Holder holder, Instant ends) {}

  private Root root(Asking asking, AccessTokenCheck.Valid token) throws Unacceptable {
    if (!token.lineage().isEmpty()) {
      Standing standing =
          tokens
              .exchanges()
              .standing(token.lineage(), token.tokenIds(), asking.now())
              .filter(Standing::alive)
              .orElseThrow(() -> new Unacceptable("it has been revoked, or its grant has ended"));
      return new Root(tokens.holder(asking, standing.login()), standing.ends());
    }
    if (!tokens.grants().alive(List.of(), token.tokenIds(), asking.now())) {
      throw new Unacceptable("it has been revoked");
    }
    return new Root(rootless(asking.issuer(), token), token.expires());
  }

  /** A client's own, or one for somebody who never logged in. */
  private Holder rootless(Issuer issuer, AccessTokenCheck.Valid token) throws Unacceptable {
    // No account has a colon in its name: a client named like a person is not that person.
    if (token.subject().startsWith(Subjects.CLIENT)) {
      Optional<Client> client =
          tokens
              .clients()
              .find(issuer.id(), new ClientId(token.subject().substring(Subjects.CLIENT.length())));
      return new Holder.Itself(
          client.orElseThrow(() -> new Unacceptable("its client is not there any more")));
    }
    return switch (issuer.subjectForm()) {
      case LOCAL_NAME -> namedHere(issuer, token.subject());
      case OPAQUE -> throw new Unacceptable("nobody can tell whom it is for");
    };
  }

  static Holder.Named namedHere(Issuer issuer, String username) {
    return new Holder.Named(
        new Person(issuer.id(), NAMED, issuer.url().toString(), username), username, Map.of());
  }

  static ScopeSet scopes(Issuer issuer, String text) throws Unacceptable {
    return switch (ScopeSet.parse(text, issuer.profile())) {
      case ScopeSet.Parsed parsed -> parsed.scopes();
      case ScopeSet.Malformed malformed -> throw new Unacceptable(malformed.why());
    };
  }
}
