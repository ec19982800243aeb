package org.symbolon.device;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.symbolon.client.Client;
import org.symbolon.client.ClientAuthentication;
import org.symbolon.client.GrantType;
import org.symbolon.client.ScopeAudiences;
import org.symbolon.client.TargetCheck;
import org.symbolon.grant.DeviceCodes;
import org.symbolon.grant.DeviceRequest;
import org.symbolon.grant.UserCodes;
import org.symbolon.issuer.AudienceRules;
import org.symbolon.issuer.Issuer;
import org.symbolon.login.ConsentQuestion;
import org.symbolon.protocol.Call;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.Parameters;
import org.symbolon.protocol.ProtocolError;
import org.symbolon.protocol.ProtocolException;
import org.symbolon.protocol.RandomText;
import org.symbolon.protocol.SecretHash;

/** The device authorization endpoint (RFC 8628 §3.1). */
final class StartDevice {
  /** Two codes alive at once meet once in millions: more tries than this mean a broken store. */
  private static final int MOST_TRIES = 10;

  private final Issuer issuer;
  private final ClientAuthentication authentication;
  private final DeviceCodes codes;
  private final UserCodes userCodes;
  private final RandomText random;
  private final InstantSource clock;

  StartDevice(
      Issuer issuer,
      ClientAuthentication authentication,
      DeviceCodes codes,
      UserCodes userCodes,
      RandomText random,
      InstantSource clock) {
    this.issuer = issuer;
    this.authentication = authentication;
    this.codes = codes;
    this.userCodes = userCodes;
    this.random = random;
    this.clock = clock;
  }

  DeviceAuthorization start(Call call) {
    Client client = authentication.authenticate(issuer, call);
    if (!client.grantTypes().contains(GrantType.DEVICE_CODE)) {
      throw ProtocolException.of(
          ErrorCode.UNAUTHORIZED_CLIENT, "this client may not use device codes");
    }
    Parameters form = ScopeAudiences.separated(issuer, call.form());
    String requestedScope = form.one("scope").orElse("");
    ConsentQuestion.parse(issuer, requestedScope);
    List<String> audiences = audiences(client, form);
    Instant now = clock.instant();
    String deviceCode = random.secret();
    for (int attempt = 0; attempt < MOST_TRIES; attempt++) {
      String userCode = userCodes.make();
      DeviceRequest request =
          new DeviceRequest(
              SecretHash.of(deviceCode),
              userCodes.hash(issuer.id(), userCode),
              issuer.id(),
              client.id(),
              requestedScope,
              audiences,
              call.address(),
              now,
              now.plus(issuer.lifetimes().deviceCode()),
              issuer.devicePollingInterval());
      if (codes.start(request)) {
        return answer(deviceCode, userCode);
      }
    }
    throw ProtocolError.of(ErrorCode.SERVER_ERROR, "no device code could be made")
        .withDetail(MOST_TRIES + " user codes in a row are in use")
        .exception();
  }

  private List<String> audiences(Client client, Parameters form) {
    return switch (TargetCheck.resolve(
        issuer, client, form.all("audience"), form.all("resource"))) {
      case AudienceRules.Targets targets -> targets.audiences();
      case AudienceRules.Invalid invalid ->
          throw ProtocolException.of(ErrorCode.INVALID_TARGET, invalid.why());
    };
  }

  private DeviceAuthorization answer(String deviceCode, String userCode) {
    String page = issuer.url() + issuer.paths().verification();
    String shown = UserCodes.shown(userCode);
    return new DeviceAuthorization(
        deviceCode,
        shown,
        page,
        page + "?user_code=" + shown,
        issuer.lifetimes().deviceCode(),
        issuer.devicePollingInterval());
  }
}
