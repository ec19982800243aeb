package org.symbolon.token;

import java.util.List;
import org.symbolon.protocol.SecretHash;

/** RFC 8628 §3.4. */
record DeviceCodeRequest(SecretHash deviceCode, List<String> audiences) {}
