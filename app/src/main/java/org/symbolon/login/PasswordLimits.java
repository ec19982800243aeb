package org.symbolon.login;

import java.time.Duration;

/**
 * How many wrong passwords are tolerated.
 *
 * @param perName for one name within the window, whoever gives them
 * @param perAddress from one address within the window, for any name
 * @param window begins with the first failure
 */
public record PasswordLimits(int perName, int perAddress, Duration window) {
  /** 10 for each name and 50 from each address within 15 minutes. */
  public static final PasswordLimits DEFAULT = new PasswordLimits(10, 50, Duration.ofMinutes(15));
}
