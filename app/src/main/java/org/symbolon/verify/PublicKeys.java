package org.symbolon.verify;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;
import java.util.List;

/** Where the public keys of somebody else are found. */
public interface PublicKeys {
  /** The keys by which a token with this header may be signed; blocks while they are fetched. */
  Found matching(JWSHeader header);

  /** All of them. */
  Found all();

  /** What was found. */
  sealed interface Found {
    /** Perhaps none. Asymmetric and public, all of them. */
    record Keys(List<JWK> keys) implements Found {
      public Keys {
        keys = List.copyOf(keys);
      }
    }

    /**
     * They can not be had now: neither good nor bad.
     *
     * @param why for the log
     */
    record Unavailable(String why) implements Found {}
  }
}
