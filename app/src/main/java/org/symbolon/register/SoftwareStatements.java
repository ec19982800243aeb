package org.symbolon.register;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.ProtocolError;
import org.symbolon.protocol.ProtocolException;
import org.symbolon.register.RegistrationSettings.StatementIssuer;
import org.symbolon.verify.KeySources;
import org.symbolon.verify.SignedStatements;

/** Reads software statements (RFC 7591 §2.3). Their members win over those beside them. */
public final class SoftwareStatements {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MEMBER = "software_statement";

  /** What a JWT says of itself, and what only the server says: never a client's metadata. */
  private static final Set<String> NOT_METADATA =
      Set.of("iss", "sub", "aud", "exp", "nbf", "iat", "jti", "client_id", "client_secret", MEMBER);

  private final RegistrationSettings settings;
  private final KeySources keys;

  public SoftwareStatements(RegistrationSettings settings, KeySources keys) {
    this.settings = settings;
    this.keys = keys;
  }

  /**
   * The members with those of the statement in place of the client's own.
   *
   * @throws ProtocolException {@code invalid_software_statement}, {@code
   *     unapproved_software_statement}, or {@code temporarily_unavailable} while its issuer's keys
   *     can not be had
   */
  Members applied(Members members, Instant now) {
    Optional<String> statement = members.node(MEMBER).map(JsonNode::asText);
    if (statement.isEmpty()) {
      return members;
    }
    JWTClaimsSet claims = claims(statement.get());
    StatementIssuer issuer =
        settings.statements().stream()
            .filter(one -> one.name().equals(claims.getIssuer()))
            .findFirst()
            .orElseThrow(
                () ->
                    ProtocolException.of(
                        ErrorCode.UNAPPROVED_SOFTWARE_STATEMENT,
                        "statements of this issuer are not accepted here"));
    return switch (new SignedStatements(keys.open(issuer.keys())).check(statement.get(), now)) {
      case SignedStatements.Checked.Good good -> merged(members, good.claims());
      case SignedStatements.Checked.Bad(String why) -> throw invalid(why);
      case SignedStatements.Checked.Unavailable(String why) ->
          throw ProtocolError.unavailable(
                  "the keys of the statement's issuer can not be fetched at the moment: try again",
                  why)
              .exception();
    };
  }

  private static Members merged(Members members, JWTClaimsSet claims) {
    ObjectNode merged = members.copy();
    merged.remove(MEMBER);
    JsonNode stated = JSON.valueToTree(claims.toJSONObject());
    stated
        .properties()
        .forEach(
            member -> {
              if (!NOT_METADATA.contains(member.getKey())) {
                merged.set(member.getKey(), member.getValue());
              }
            });
    return new Members(merged);
  }

  private static JWTClaimsSet claims(String statement) {
    try {
      return SignedJWT.parse(statement).getJWTClaimsSet();
    } catch (ParseException | IllegalArgumentException notSigned) {
      throw invalid("it is no signed JWT");
    }
  }

  private static ProtocolException invalid(String why) {
    return ProtocolException.of(
        ErrorCode.INVALID_SOFTWARE_STATEMENT, "the software statement is not valid: " + why);
  }
}
