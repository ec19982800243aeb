package org.symbolon.token;

import java.util.List;
import java.util.Optional;
import org.symbolon.client.GrantType;
import org.symbolon.grant.DeviceCodes;
import org.symbolon.grant.Grant;
import org.symbolon.grant.GrantKind;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.Parameters;
import org.symbolon.protocol.ProtocolError;
import org.symbolon.protocol.ProtocolException;
import org.symbolon.protocol.SecretHash;
import org.symbolon.scope.ScopeSet;

/** The device code grant: one poll (RFC 8628 §3.4, §3.5). */
final class DeviceCodeHandler implements GrantHandler<DeviceCodeRequest, Proof.Approved> {
  private final DeviceCodes deviceCodes;
  private final NewGrants newGrants;

  DeviceCodeHandler(DeviceCodes deviceCodes, NewGrants newGrants) {
    this.deviceCodes = deviceCodes;
    this.newGrants = newGrants;
  }

  @Override
  public GrantType type() {
    return GrantType.DEVICE_CODE;
  }

  @Override
  public DeviceCodeRequest parse(Caller caller, Parameters form) {
    return new DeviceCodeRequest(
        SecretHash.of(form.required("device_code")), Forms.audiences(caller, form));
  }

  @Override
  public Proof.Approved prove(Caller caller, DeviceCodeRequest request) {
    DeviceCodes.Poll poll =
        deviceCodes.poll(
            caller.issuer().id(), caller.client().id(), request.deviceCode(), caller.now());
    return switch (poll) {
      case DeviceCodes.Poll.Pending pending ->
          throw ProtocolException.of(
              ErrorCode.AUTHORIZATION_PENDING, "the person has not decided yet: ask again later");
      case DeviceCodes.Poll.SlowDown slowDown ->
          throw ProtocolException.of(
              ErrorCode.SLOW_DOWN,
              "polled too often: from now on wait "
                  + slowDown.interval().toSeconds()
                  + " seconds between polls");
      case DeviceCodes.Poll.Denied denied ->
          throw ProtocolException.of(ErrorCode.ACCESS_DENIED, "the person pressed Deny");
      case DeviceCodes.Poll.Expired expired ->
          throw ProtocolException.of(
              ErrorCode.EXPIRED_TOKEN, "the device code has expired: ask for another");
      case DeviceCodes.Poll.Unknown unknown -> throw invalid("unknown, another client's or used");
      case DeviceCodes.Poll.Approved approved -> approved(caller, request, approved);
    };
  }

  private Proof.Approved approved(
      Caller caller, DeviceCodeRequest request, DeviceCodes.Poll.Approved poll) {
    if (!poll.loginAlive()) {
      throw invalid("the login has ended");
    }
    DeviceCodes.Approval approval = poll.approval();
    boolean refreshable = NewGrants.refreshable(caller, approval.offline());
    Grant grant =
        newGrants.below(
            poll.login(),
            caller,
            new NewGrants.Wanted(
                approval.grant(),
                GrantKind.DEVICE,
                poll.request().requestedScope(),
                approval.scope(),
                approval.audiences(),
                refreshable));
    ScopeSet ceiling = Forms.scopes(caller, approval.scope());
    List<String> audiences = Forms.audiences(caller, request.audiences(), approval.audiences());
    return new Proof.Approved(
        grant, poll.login(), ceiling, ceiling, audiences, Optional.empty(), refreshable);
  }

  /** A device that polls has nothing better to do than to poll on. */
  @Override
  public ProtocolException whileUnavailable(ProtocolException unavailable) {
    return ProtocolError.of(
            ErrorCode.AUTHORIZATION_PENDING,
            "a system that knows the rights asked for does not answer: ask again later")
        .withDetail(unavailable.error().detail().orElse(unavailable.error().description()))
        .exception();
  }

  @Override
  public Optional<String> commit(
      Caller caller, DeviceCodeRequest request, Proof.Approved proof, ScopeSet granted) {
    NewGrants.Family family = newGrants.family(caller, proof);
    if (!deviceCodes.redeem(request.deviceCode(), proof.grant(), family.toStore(), caller.now())) {
      throw invalid("redeemed by a parallel poll, expired or ended meanwhile");
    }
    return family.firstToken();
  }

  private static ProtocolException invalid(String detail) {
    return ProtocolError.of(
            ErrorCode.INVALID_GRANT,
            "the device code is unknown, used, or another client's: ask for another")
        .withDetail(detail)
        .exception();
  }
}
