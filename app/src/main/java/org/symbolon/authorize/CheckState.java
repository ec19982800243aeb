package org.symbolon.authorize;

import java.util.Optional;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.Parameters;
import org.symbolon.protocol.ProtocolException;

/** {@code state} and {@code nonce}: the client's own, given back as they came. */
final class CheckState {
  /** It goes back in an address, and not every server on the way takes longer ones. */
  private static final int LONGEST = 4096;

  private CheckState() {}

  /** One that can not be given back counts as none, for answers that tell what is wrong with it. */
  static Optional<String> usable(Parameters parameters) {
    try {
      return check(parameters, "state");
    } catch (ProtocolException told) {
      return Optional.empty();
    }
  }

  static Optional<String> check(Parameters parameters, String name) {
    Optional<String> value = parameters.one(name);
    value.ifPresent(
        text -> {
          // RFC 6749 appendix A.5: state = 1*VSCHAR
          if (text.length() > LONGEST
              || !text.chars().allMatch(letter -> letter >= ' ' && letter <= '~')) {
            throw ProtocolException.of(
                ErrorCode.INVALID_REQUEST,
                name + " may have at most " + LONGEST + " characters, all printable ASCII");
          }
        });
    return value;
  }
}
