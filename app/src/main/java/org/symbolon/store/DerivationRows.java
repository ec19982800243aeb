package org.symbolon.store;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.symbolon.grant.Actor;
import org.symbolon.grant.Actors;
import org.symbolon.grant.Derivation;
import org.symbolon.grant.Party;
import org.symbolon.protocol.ClientId;
import org.symbolon.protocol.GrantId;

/** How a grant came of an exchange, as JSON. */
final class DerivationRows {
  private record StoredParty(@Nullable String issuer, String subject) {
    static StoredParty of(Party party) {
      return new StoredParty(party.issuer().orElse(null), party.subject());
    }

    Party party() {
      return new Party(Optional.ofNullable(issuer), subject);
    }
  }

  private record StoredActor(
      StoredParty party,
      @Nullable String client,
      @Nullable String username,
      List<String> lineage,
      @Nullable List<String> tokenIds) {
    static StoredActor of(Actor actor) {
      return new StoredActor(
          StoredParty.of(actor.party()),
          actor.client().map(ClientId::value).orElse(null),
          actor.username().orElse(null),
          actor.lineage().stream().map(GrantId::value).toList(),
          actor.tokenIds());
    }

    Actor actor() {
      return new Actor(
          party.party(),
          Optional.ofNullable(client).map(ClientId::new),
          Optional.ofNullable(username),
          lineage.stream().map(GrantId::new).toList(),
          // Not written before.
          tokenIds == null ? List.of() : tokenIds);
    }
  }

  private record Details(
      String mode,
      String rule,
      String tokenType,
      String issuer,
      @Nullable String issuedTo,
      List<String> audiences,
      List<String> tokenIds,
      Map<String, Object> claims,
      List<StoredParty> actors,
      @Nullable StoredActor actor,
      @Nullable StoredParty mayAct) {}

  private DerivationRows() {}

  static void insert(Handle handle, GrantId grant, Derivation derivation) {
    handle
        .createUpdate("INSERT INTO exchanged_grants (grant_id, details) VALUES (:id, :details)")
        .bind("id", grant.value())
        .bind("details", Json.write(details(derivation)))
        .execute();
  }

  private static Details details(Derivation derivation) {
    return new Details(
        derivation.mode(),
        derivation.rule(),
        derivation.tokenType(),
        derivation.issuer(),
        derivation.issuedTo().map(ClientId::value).orElse(null),
        derivation.audiences(),
        derivation.tokenIds(),
        derivation.claims(),
        derivation.actors().parties().stream().map(StoredParty::of).toList(),
        derivation.actor().map(StoredActor::of).orElse(null),
        derivation.mayAct().map(StoredParty::of).orElse(null));
  }

  static Derivation read(String json) {
    Details details = Json.read(json, Details.class);
    return new Derivation(
        details.mode(),
        details.rule(),
        details.tokenType(),
        details.issuer(),
        Optional.ofNullable(details.issuedTo()).map(ClientId::new),
        details.audiences(),
        details.tokenIds(),
        details.claims(),
        new Actors(details.actors().stream().map(StoredParty::party).toList()),
        Optional.ofNullable(details.actor()).map(StoredActor::actor),
        Optional.ofNullable(details.mayAct()).map(StoredParty::party));
  }
}
