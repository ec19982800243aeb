package org.symbolon.inspect;

import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.symbolon.client.Client;
import org.symbolon.client.ClientAuthentication;
import org.symbolon.client.SubjectType;
import org.symbolon.grant.Exchanges;
import org.symbolon.grant.Families;
import org.symbolon.grant.Family;
import org.symbolon.grant.Grant;
import org.symbolon.grant.GrantKind;
import org.symbolon.grant.Grants;
import org.symbolon.grant.RefreshTokens;
import org.symbolon.issuer.AudienceRules;
import org.symbolon.issuer.Issuer;
import org.symbolon.mint.Subjects;
import org.symbolon.protocol.Call;
import org.symbolon.protocol.ClientId;
import org.symbolon.protocol.Confirmation;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.ProtocolException;
import org.symbolon.verify.AccessTokenCheck;
import org.symbolon.verify.OwnTokens;

/**
 * Introspection at one issuer (RFC 7662): tells a service whether a token that it was given still
 * counts. One database statement for an access token.
 */
public final class Introspection {
  private static final Map<String, Object> INACTIVE = Map.of("active", false);

  /** Ours, and of no use to a service. */
  private static final Set<String> UNTOLD = Set.of("lineage", "made_from");

  private final Issuer issuer;
  private final ClientAuthentication authentication;
  private final OwnTokens tokens;
  private final RefreshTokens refreshTokens;
  private final Families families;
  private final Grants grants;
  private final Exchanges exchanges;
  private final Subjects subjects;
  private final InstantSource clock;

  public Introspection(
      Issuer issuer,
      ClientAuthentication authentication,
      OwnTokens tokens,
      RefreshTokens refreshTokens,
      Families families,
      Grants grants,
      Exchanges exchanges,
      Subjects subjects,
      InstantSource clock) {
    this.issuer = issuer;
    this.authentication = authentication;
    this.tokens = tokens;
    this.refreshTokens = refreshTokens;
    this.families = families;
    this.grants = grants;
    this.exchanges = exchanges;
    this.subjects = subjects;
    this.clock = clock;
  }

  /**
   * @return members as JSON values; exactly {@code {"active": false}} for all that the client may
   *     not know of (RFC 7662 §2.2)
   * @throws ProtocolException {@code invalid_client}, {@code invalid_request}
   */
  public Map<String, Object> answer(Call call) {
    Client client = authentication.authenticate(issuer, call);
    if (client.isPublic()) {
      // RFC 7662 §2.1: or anybody could try tokens.
      throw ProtocolException.of(
          ErrorCode.INVALID_CLIENT,
          "introspection is for clients that authenticate: this one is public");
    }
    // RFC 7662 §2.1: the hint only tells where to look first, and a token shows its kind itself.
    String token = call.form().required("token");
    Instant now = clock.instant();
    return switch (tokens.verifyAccessToken(issuer, token, now)) {
      case AccessTokenCheck.Valid valid -> accessToken(client, valid, now);
      case AccessTokenCheck.Invalid invalid -> refreshToken(client, token, now);
    };
  }

  private Map<String, Object> accessToken(
      Client client, AccessTokenCheck.Valid token, Instant now) {
    if (!(client.introspects() || isMeantFor(client, token.audiences()))
        || !grants.alive(token.lineage(), token.tokenIds(), now)) {
      return INACTIVE;
    }
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("active", true);
    answer.put("token_type", Confirmation.of(token.claims()).key().isPresent() ? "DPoP" : "Bearer");
    Optional<String> pairwise = pairwise(client, token);
    pairwise.ifPresent(subject -> answer.put("sub", subject));
    token
        .claims()
        .forEach(
            (name, value) -> {
              if (!UNTOLD.contains(name)) {
                answer.putIfAbsent(name, value);
              }
            });
    if (!token.lineage().isEmpty()
        && pairwise.isEmpty()
        && issuer.subjectForm() == Issuer.SubjectForm.LOCAL_NAME) {
      answer.put("username", token.subject());
    }
    return answer;
  }

  /**
   * How a client that knows people by pairwise subjects is told of one by its own token, as ID
   * token and userinfo tell it. Services that get the token read what it says.
   */
  private Optional<String> pairwise(Client client, AccessTokenCheck.Valid token) {
    return token.client().equals(client.id())
            && !token.lineage().isEmpty()
            && client.openId().subjects() instanceof SubjectType.Pairwise
        ? grants
            .find(token.lineage().getFirst())
            .map(login -> subjects.toldTo(client, issuer, login.person(), login.username()))
        : Optional.empty();
  }

  /** The operator gave the client this audience by its name; a wildcard means nobody's token. */
  private static boolean isMeantFor(Client client, List<String> audiences) {
    return audiences.stream()
        .filter(name -> !AudienceRules.WILDCARDS.contains(name))
        .anyMatch(name -> client.serves().contains(name) || client.id().value().equals(name));
  }

  private Map<String, Object> refreshToken(Client client, String token, Instant now) {
    // Its owner's alone; a text that we did not make is refused before the database is asked.
    return refreshTokens
        .read(issuer.id(), client.id(), token)
        .flatMap(
            genuine ->
                families
                    .find(genuine.grant())
                    .filter(family -> family.generation() == genuine.generation()))
        .filter(family -> family.alive() && now.isBefore(family.idleExpires()))
        .filter(family -> !isOfDenied(family.grant(), now))
        .map(family -> refreshToken(client, family))
        .orElse(INACTIVE);
  }

  /** Whether a token that it was exchanged for has been revoked. */
  private boolean isOfDenied(Grant grant, Instant now) {
    return grant.kind() == GrantKind.EXCHANGE
        && exchanges
            .derivation(grant.id())
            .filter(derivation -> grants.alive(List.of(), derivation.tokenIds(), now))
            .isEmpty();
  }

  private Map<String, Object> refreshToken(Client client, Family family) {
    Grant grant = family.grant();
    Instant expires =
        family.idleExpires().isBefore(grant.expires()) ? family.idleExpires() : grant.expires();
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("active", true);
    answer.put("iss", issuer.url().toString());
    answer.put("client_id", grant.client().map(ClientId::value).orElse(""));
    answer.put("scope", grant.ceiling());
    if (client.openId().subjects() instanceof SubjectType.Public) {
      answer.put("username", grant.username());
    }
    answer.put("exp", expires.getEpochSecond());
    if (!grant.confirmation().isNone()) {
      answer.put("cnf", grant.confirmation().claim());
    }
    return answer;
  }
}
