package org.symbolon.device;

import java.time.Duration;

/**
 * A device authorization response (RFC 8628 §3.2).
 *
 * @param userCode as shown
 */
public record DeviceAuthorization(
    String deviceCode,
    String userCode,
    String verificationUri,
    String verificationUriComplete,
    Duration expiresIn,
    Duration interval) {}
