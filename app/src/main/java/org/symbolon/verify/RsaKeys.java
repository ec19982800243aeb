package org.symbolon.verify;

import com.nimbusds.jose.jwk.RSAKey;
import java.math.BigInteger;

/**
 * Which RSA keys of others are taken. They choose them and the gateway computes with them: a check
 * with what Java allows at most costs some hundred times that of a usual key.
 */
public final class RsaKeys {
  /** For the errors of those who refuse one. */
  public static final String RULE =
      "2048 to 4096 bits and an odd public exponent from 3 to 32 bits";

  /** RFC 7518 §3.3. */
  private static final int SMALLEST = 2048;

  private static final int LARGEST = 4096;
  private static final int LARGEST_EXPONENT = 32;
  private static final BigInteger SMALLEST_EXPONENT = BigInteger.valueOf(3);

  private RsaKeys() {}

  /** Whether a key follows {@link #RULE}. */
  public static boolean fits(RSAKey key) {
    int bits = key.getModulus().decodeToBigInteger().bitLength();
    BigInteger exponent = key.getPublicExponent().decodeToBigInteger();
    return bits >= SMALLEST
        && bits <= LARGEST
        && exponent.bitLength() <= LARGEST_EXPONENT
        && exponent.compareTo(SMALLEST_EXPONENT) >= 0
        && exponent.testBit(0);
  }
}
