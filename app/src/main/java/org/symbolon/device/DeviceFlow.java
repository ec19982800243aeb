package org.symbolon.device;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.symbolon.client.Client;
import org.symbolon.client.ClientAuthentication;
import org.symbolon.client.Clients;
import org.symbolon.grant.DeviceCodes;
import org.symbolon.grant.DeviceRequest;
import org.symbolon.grant.Login;
import org.symbolon.grant.UserCodes;
import org.symbolon.issuer.Issuer;
import org.symbolon.login.ConsentQuestion;
import org.symbolon.login.Continuation;
import org.symbolon.login.Failures;
import org.symbolon.protocol.Call;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.GrantId;
import org.symbolon.protocol.ProtocolException;
import org.symbolon.protocol.RandomText;
import org.symbolon.protocol.SecretHash;

/** The device flow of one issuer, but for the polling. */
public final class DeviceFlow {
  private final Issuer issuer;
  private final Clients clients;
  private final DeviceCodes codes;
  private final UserCodes userCodes;
  private final ConsentQuestion consent;
  private final StartDevice startDevice;
  private final GuessLimits limits;
  private final RandomText random;
  private final InstantSource clock;

  public DeviceFlow(
      Issuer issuer,
      Clients clients,
      ClientAuthentication authentication,
      DeviceCodes codes,
      UserCodes userCodes,
      Failures failures,
      ConsentQuestion consent,
      RandomText random,
      InstantSource clock) {
    this.issuer = issuer;
    this.clients = clients;
    this.codes = codes;
    this.userCodes = userCodes;
    this.consent = consent;
    this.startDevice = new StartDevice(issuer, authentication, codes, userCodes, random, clock);
    this.limits = new GuessLimits(issuer, failures);
    this.random = random;
    this.clock = clock;
  }

  /**
   * A device asks for codes (RFC 8628 §3.1).
   *
   * @throws ProtocolException as the standards have it
   */
  public DeviceAuthorization start(Call call) {
    return startDevice.start(call);
  }

  /**
   * A person enters a user code: it belongs to their browser from now on.
   *
   * @param address for the limits
   * @param person who has signed in at this browser before, for the limits
   */
  public Entered enter(String typed, SecretHash browser, String address, Optional<String> person) {
    Instant now = clock.instant();
    Failures.Attempt attempt = limits.guess(address, person, now);
    if (attempt == Failures.Attempt.FULL) {
      return new Entered.TooMany(GuessLimits.window());
    }
    Optional<String> code = UserCodes.read(typed);
    Optional<DeviceRequest> claimed = code.flatMap(canonical -> claim(canonical, browser, now));
    if (code.isEmpty() || claimed.isEmpty()) {
      return new Entered.Wrong(attempt == Failures.Attempt.LAST);
    }
    limits.right(address, person, now);
    return new Entered.Claimed(new Continuation.Device(code.get()), claimed.get());
  }

  /** The request that this browser holds; absent when expired or decided. */
  public Optional<DeviceRequest> held(Continuation.Device device, SecretHash browser) {
    return claim(device.userCode(), browser, clock.instant());
  }

  private Optional<DeviceRequest> claim(String canonical, SecretHash browser, Instant now) {
    for (String hash : userCodes.hashes(issuer.id(), canonical)) {
      switch (codes.claim(issuer.id(), hash, browser, now)) {
        case DeviceCodes.Claim.Claimed claimed -> {
          return Optional.of(claimed.request());
        }
        case DeviceCodes.Claim.NotYours notYours -> {
          // Perhaps it was stored under an older master key.
        }
      }
    }
    return Optional.empty();
  }

  /**
   * The client that asked.
   *
   * @throws ProtocolException when it has been removed meanwhile
   */
  public Client client(DeviceRequest request) {
    return clients
        .find(issuer.id(), request.client())
        .orElseThrow(
            () ->
                ProtocolException.of(
                    ErrorCode.INVALID_REQUEST, "this client is no longer known at this issuer"));
  }

  /** What there is to ask the person who signed in. */
  public ConsentQuestion.Result question(DeviceRequest request, Login login) {
    return consent.about(client(request), login, request.requestedScope());
  }

  /**
   * The person approved.
   *
   * @return false when the code is not pending any more or not this browser's
   */
  public boolean approve(
      DeviceRequest request, SecretHash browser, Login login, ConsentQuestion.Result.Ask allowed) {
    return codes.approve(
        issuer.id(),
        request.userCode(),
        browser,
        new DeviceCodes.Approval(
            new GrantId(random.identifier()),
            login.grant().id(),
            allowed.granted().text(),
            request.audiences(),
            allowed.offline()),
        clock.instant());
  }

  /**
   * The person, or the site's policy, refused.
   *
   * @return as for {@link #approve}
   */
  public boolean deny(DeviceRequest request, SecretHash browser) {
    return codes.deny(issuer.id(), request.userCode(), browser, clock.instant());
  }
}
