package org.symbolon.device;

import java.time.Instant;
import java.util.Optional;
import org.symbolon.grant.DeviceCodes;
import org.symbolon.grant.DeviceRequest;
import org.symbolon.grant.Grant;
import org.symbolon.grant.NewFamily;
import org.symbolon.protocol.ClientId;
import org.symbolon.protocol.IssuerId;
import org.symbolon.protocol.SecretHash;

/** Device codes of a real store, of which a test says when user codes are in use. */
abstract class Crowded implements DeviceCodes {
  private final DeviceCodes real;

  Crowded(DeviceCodes real) {
    this.real = real;
  }

  @Override
  public boolean start(DeviceRequest request) {
    return real.start(request);
  }

  @Override
  public Claim claim(IssuerId issuer, String userCode, SecretHash browser, Instant now) {
    return real.claim(issuer, userCode, browser, now);
  }

  @Override
  public boolean approve(
      IssuerId issuer, String userCode, SecretHash browser, Approval approval, Instant now) {
    return real.approve(issuer, userCode, browser, approval, now);
  }

  @Override
  public boolean deny(IssuerId issuer, String userCode, SecretHash browser, Instant now) {
    return real.deny(issuer, userCode, browser, now);
  }

  @Override
  public Poll poll(IssuerId issuer, ClientId client, SecretHash deviceCode, Instant now) {
    return real.poll(issuer, client, deviceCode, now);
  }

  @Override
  public boolean redeem(
      SecretHash deviceCode, Grant grant, Optional<NewFamily> family, Instant now) {
    return real.redeem(deviceCode, grant, family, now);
  }
}
