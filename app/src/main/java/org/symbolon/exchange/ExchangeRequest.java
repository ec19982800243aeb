package org.symbolon.exchange;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.symbolon.issuer.AudienceRules;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.Parameters;
import org.symbolon.protocol.ProtocolException;
import org.symbolon.scope.ScopeSet;

/**
 * A token exchange request (RFC 8693 §2.1).
 *
 * @param subject absent where {@code requestedSubject} names somebody instead
 * @param requestedSubject a local name: whom a marked client impersonates
 * @param wanted what is asked for
 * @param targets the values of {@code audience} and {@code resource}: audiences, or the policy's
 *     names for them
 * @param scope absent: what the subject token holds, as far as the rule gives it
 * @param lifetime {@code expires_in}, ours: absent for what the rule gives
 * @param job present where a job grant is asked for
 */
public record ExchangeRequest(
    Optional<Presented> subject,
    Optional<String> requestedSubject,
    Optional<Presented> actor,
    TokenKind wanted,
    List<String> targets,
    Optional<ScopeSet> scope,
    Optional<Duration> lifetime,
    Optional<JobWish> job) {
  private static final int LONGEST_NAME = 200;

  public ExchangeRequest {
    targets = List.copyOf(targets);
  }

  /**
   * @param scope as parsed for the issuer's profile
   * @throws ProtocolException {@code invalid_request} or {@code invalid_target}
   */
  public static ExchangeRequest parse(Parameters form, Optional<ScopeSet> scope) {
    Optional<Presented> subject = presented(form, "subject_token");
    Optional<String> named = form.one("requested_subject");
    if (subject.isEmpty() == named.isEmpty()) {
      throw invalid("give one of subject_token with its subject_token_type, and requested_subject");
    }
    TokenKind wanted =
        form.one("requested_token_type")
            .map(uri -> kind(uri, "requested_token_type"))
            .orElse(TokenKind.ACCESS_TOKEN);
    return new ExchangeRequest(
        subject,
        named,
        presented(form, "actor_token"),
        wanted,
        targets(form),
        scope,
        seconds(form, "expires_in"),
        wanted == TokenKind.JOB_GRANT ? Optional.of(job(form)) : Optional.empty());
  }

  /**
   * The JWT bearer grant's (RFC 7523 §2.1): for an access token, by the assertion alone.
   *
   * @throws ProtocolException {@code invalid_request} or {@code invalid_target}
   */
  public static ExchangeRequest ofAssertion(
      Presented assertion, Parameters form, Optional<ScopeSet> scope) {
    return new ExchangeRequest(
        Optional.of(assertion),
        Optional.empty(),
        Optional.empty(),
        TokenKind.ACCESS_TOKEN,
        targets(form),
        scope,
        seconds(form, "expires_in"),
        Optional.empty());
  }

  /** RFC 8693 §2.1: a type stands beside each token and never alone. */
  private static Optional<Presented> presented(Parameters form, String name) {
    Optional<String> token = form.one(name);
    Optional<String> type = form.one(name + "_type");
    if (token.isEmpty() && type.isPresent()) {
      throw invalid("the parameter " + name + "_type stands without " + name);
    }
    return token.map(text -> new Presented(text, kind(form.required(name + "_type"), name)));
  }

  private static TokenKind kind(String uri, String of) {
    return TokenKind.of(uri)
        .orElseThrow(
            () ->
                invalid(
                    "the type of "
                        + of
                        + " is none of those served here: access_token, refresh_token, id_token"
                        + " and jwt of urn:ietf:params:oauth:token-type:, and "
                        + TokenKind.JOB_GRANT.uri()));
  }

  private static List<String> targets(Parameters form) {
    return switch (AudienceRules.read(form.all("audience"), form.all("resource"))) {
      case AudienceRules.Targets targets -> targets.audiences();
      case AudienceRules.Invalid invalid ->
          throw ProtocolException.of(ErrorCode.INVALID_TARGET, invalid.why());
    };
  }

  private static JobWish job(Parameters form) {
    String name = form.required("job_name");
    if (name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
      throw invalid("job_name is longer than " + LONGEST_NAME + ", or has a control character");
    }
    Optional<String> host = form.one("job_host");
    if (host.filter(text -> !text.matches("[A-Za-z0-9:._-]{1,253}")).isPresent()) {
      throw invalid("job_host is neither the name of a host nor an address");
    }
    Optional<String> key = form.one("job_jkt");
    if (key.filter(text -> !text.matches("[A-Za-z0-9_-]{43}")).isPresent()) {
      throw invalid("job_jkt is no SHA-256 thumbprint in base64url: 43 characters");
    }
    Optional<Long> uses = number(form, "job_uses");
    return new JobWish(
        name,
        seconds(form, "job_expires_in"),
        uses.isEmpty() ? OptionalLong.empty() : OptionalLong.of(uses.get()),
        host,
        key);
  }

  private static Optional<Duration> seconds(Parameters form, String name) {
    return number(form, name).map(Duration::ofSeconds);
  }

  private static Optional<Long> number(Parameters form, String name) {
    return form.one(name)
        .map(
            text -> {
              if (!text.matches("[1-9][0-9]{0,8}")) {
                throw invalid("the parameter " + name + " is not a whole number above 0");
              }
              return Long.valueOf(text);
            });
  }

  static ProtocolException invalid(String description) {
    return ProtocolException.of(ErrorCode.INVALID_REQUEST, description);
  }
}
