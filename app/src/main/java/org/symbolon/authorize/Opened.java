package org.symbolon.authorize;

import java.util.Optional;
import org.symbolon.protocol.Parameters;
import org.symbolon.protocol.SecretHash;

/**
 * An authorization request, out of whatever it came in.
 *
 * @param parameters those that count, and no others
 * @param pushed its hash, where it was pushed
 * @param signed whether its client signed it
 */
record Opened(Parameters parameters, Optional<SecretHash> pushed, boolean signed) {}
