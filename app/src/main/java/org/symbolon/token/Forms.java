package org.symbolon.token;

import java.util.List;
import java.util.Optional;
import org.symbolon.client.TargetCheck;
import org.symbolon.issuer.AudienceRules;
import org.symbolon.issuer.Audiences;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.Parameters;
import org.symbolon.protocol.ProtocolException;
import org.symbolon.scope.ScopeSet;

/** Parameters that several grant types share. */
final class Forms {
  private Forms() {}

  /** RFC 6749 §3.3; absent and empty are the same, and never "everything". */
  static Optional<ScopeSet> scope(Caller caller, Parameters form) {
    return form.one("scope").map(text -> scopes(caller, text));
  }

  static ScopeSet scopes(Caller caller, String text) {
    return switch (ScopeSet.parse(text, caller.issuer().profile())) {
      case ScopeSet.Parsed parsed -> parsed.scopes();
      case ScopeSet.Malformed malformed ->
          throw ProtocolException.of(ErrorCode.INVALID_SCOPE, malformed.why());
    };
  }

  /** The audiences a request names by {@code audience} and {@code resource}; empty where none. */
  static List<String> audiences(Caller caller, Parameters form) {
    List<String> audience = form.all("audience");
    List<String> resource = form.all("resource");
    return audience.stream().allMatch(String::isBlank)
            && resource.stream().allMatch(String::isBlank)
        ? List.of()
        : resolved(caller, audience, resource);
  }

  /** What the issuer or client gives where none is named. */
  static List<String> defaultAudiences(Caller caller) {
    return some(resolved(caller, List.of(), List.of()));
  }

  /**
   * The audiences asked for now, of those that were approved by name if any were, or else all of
   * the approval. It may be old: what the configuration no longer lets the client have is left out,
   * as lost rights are.
   */
  static List<String> audiences(Caller caller, List<String> asked, List<String> approved) {
    Audiences rules = caller.client().audiences().orElse(caller.issuer().audiences());
    if (!asked.isEmpty()) {
      // RFC 8707 §2.2: those that were originally granted, or some of them.
      if (!AudienceRules.isWithin(rules, approved, asked)) {
        throw ProtocolException.of(
            ErrorCode.INVALID_TARGET,
            "only audiences that were named when this was approved: begin again for others");
      }
      return asked;
    }
    return some(approved.stream().filter(name -> AudienceRules.allows(rules, name)).toList());
  }

  /** A token for nobody in particular would be one for everybody. */
  private static List<String> some(List<String> audiences) {
    if (audiences.isEmpty()) {
      throw ProtocolException.of(
          ErrorCode.INVALID_TARGET,
          "this client has no audience unless it names one by audience or resource");
    }
    return audiences;
  }

  private static List<String> resolved(
      Caller caller, List<String> audience, List<String> resource) {
    return switch (TargetCheck.resolve(caller.issuer(), caller.client(), audience, resource)) {
      case AudienceRules.Targets targets -> targets.audiences();
      case AudienceRules.Invalid invalid ->
          throw ProtocolException.of(ErrorCode.INVALID_TARGET, invalid.why());
    };
  }
}
