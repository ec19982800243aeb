package org.symbolon.register;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.symbolon.client.Client;
import org.symbolon.grant.Login;
import org.symbolon.issuer.Issuer;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.ProtocolException;
import org.symbolon.resolve.Rights;
import org.symbolon.scope.Decision;
import org.symbolon.scope.PlainScope;
import org.symbolon.scope.ScopeSet;

/**
 * Clients that people register on their own page. Whoever the rules give the owners' scope may, as
 * with an access token; what is registered goes the way of all registrations.
 */
public final class RegistrationByHand {
  private final Issuer issuer;
  private final RegistrationSettings settings;
  private final ScopeSet ownerScope;
  private final ClientRegistration registration;
  private final Rights rights;
  private final Client page;

  /**
   * @param settings of the mode {@code OWNED}
   */
  public RegistrationByHand(
      Issuer issuer,
      RegistrationSettings settings,
      ClientRegistration registration,
      Rights rights) {
    this.issuer = issuer;
    this.settings = settings;
    this.ownerScope = ScopeSet.of(new PlainScope(settings.ownerScope().orElseThrow()));
    this.registration = registration;
    this.rights = rights;
    this.page = OwnPage.asClient(issuer);
  }

  /** Whether somebody may register clients, now. */
  public sealed interface Permission {
    /**
     * @param person their key
     */
    record Given(String person) implements Permission {}

    /**
     * @param why for the person
     * @param detail for the log
     */
    record Refused(String why, String detail) implements Permission {}

    /** A source of truth is down: neither yes nor no. */
    record Unavailable(String detail) implements Permission {}
  }

  /** What came of it. */
  public sealed interface Outcome {
    /**
     * All that the person is ever told of it.
     *
     * @param secret absent for a public client
     * @param secretExpires absent where it does not by itself
     */
    record Made(
        String clientId,
        Optional<String> secret,
        Optional<Instant> secretExpires,
        String managementToken,
        String managementAddress)
        implements Outcome {}

    /** At least one. */
    record Wrong(List<Problem> problems) implements Outcome {
      public Wrong {
        problems = List.copyOf(problems);
      }
    }

    /** The person has as many as anybody may have. */
    record Full() implements Outcome {}

    record Later(Duration retryAfter) implements Outcome {}
  }

  /**
   * @param member by its name in the metadata
   * @param value where it is one of several
   * @param how as in "must be absolute"
   */
  public record Problem(String member, Optional<String> value, String how) {}

  /** All that such a client may ask for, letter by letter. */
  public List<String> scopes() {
    return settings.scopes();
  }

  /** Blocks up to the resolvers' timeouts. */
  public Permission permission(Login login) {
    Rights.Outcome outcome =
        rights.ofPerson(
            new Rights.PersonRequest(
                issuer,
                page,
                login.person(),
                login.grant().username(),
                login.claims(),
                ownerScope));
    return switch (outcome) {
      case Rights.Outcome.Decided decided -> permission(login, decided.decision());
      case Rights.Outcome.NoAccount none -> new Permission.Refused(none.why(), none.detail());
      case Rights.Outcome.Unavailable unavailable -> new Permission.Unavailable(unavailable.why());
    };
  }

  private Permission permission(Login login, Decision decision) {
    if (decision.summary() instanceof Decision.CannotSay cannotSay) {
      return new Permission.Unavailable(cannotSay.toString());
    }
    // Not by the summary: a scope that no rule knows is ignored there, and given to nobody.
    return decision.granted().equals(ownerScope)
        ? new Permission.Given(login.person().key())
        : new Permission.Refused(
            "Your site does not let you register programs.",
            decision.refused().stream()
                .map(refused -> refused.asked().text() + ": " + refused.reason())
                .findFirst()
                .orElse("no rule gives " + ownerScope.text()));
  }

  /**
   * @param by just asked for
   * @param address of the browser, as limits count it
   */
  public Outcome register(Permission.Given by, ByHand described, String address) {
    Members members = described.members();
    try {
      return made(registration.registerOwned(by.person(), members, address));
    } catch (MemberException first) {
      return new Outcome.Wrong(problems(members, first));
    } catch (ProtocolException refused) {
      if (refused.error().code() == ErrorCode.TOO_MANY_REQUESTS) {
        return new Outcome.Later(refused.error().retryAfter().orElseThrow());
      }
      if (refused.error().code() == ErrorCode.ACCESS_DENIED) {
        return new Outcome.Full();
      }
      throw refused;
    }
  }

  private static Outcome made(Map<String, Object> answer) {
    return new Outcome.Made(
        String.valueOf(answer.get("client_id")),
        Optional.ofNullable(answer.get("client_secret")).map(String::valueOf),
        Optional.ofNullable(answer.get("client_secret_expires_at"))
            .map(seconds -> (Long) seconds)
            .filter(seconds -> seconds > 0)
            .map(Instant::ofEpochSecond),
        String.valueOf(answer.get("registration_access_token")),
        String.valueOf(answer.get("registration_client_uri")));
  }

  /** A program is told of the first only; a person of one in each field. */
  private List<Problem> problems(Members members, MemberException first) {
    Map<String, Problem> problems = new LinkedHashMap<>();
    Stream.<Runnable>of(
            () -> {
              throw first;
            },
            () -> new ReadNames(members).names(""),
            () -> new ReadAddresses(members, settings.reach()).redirectUris())
        .forEach(
            check -> {
              try {
                check.run();
              } catch (MemberException wrong) {
                problems.putIfAbsent(
                    wrong.member(), new Problem(wrong.member(), wrong.value(), wrong.how()));
              }
            });
    return List.copyOf(problems.values());
  }
}
