package org.symbolon.verify;

import com.nimbusds.jose.jwk.RSAKey;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.SecureRandom;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPrivateKeySpec;
import java.security.spec.RSAPublicKeySpec;

/** RSA keys of any size in no time: of many small primes, which whoever verifies can not tell. */
public final class TestRsa {
  private static final int PRIME = 512;
  private static final SecureRandom RANDOM = new SecureRandom();

  private TestRsa() {}

  /**
   * @param primes of 512 bits: the key has as many times 512 bits, or a few less
   * @param exponent an odd prime
   */
  public static RSAKey key(int primes, BigInteger exponent) {
    BigInteger modulus = BigInteger.ONE;
    BigInteger order = BigInteger.ONE;
    for (int found = 0; found < primes; ) {
      BigInteger prime = BigInteger.probablePrime(PRIME, RANDOM);
      BigInteger before = prime.subtract(BigInteger.ONE);
      if (before.mod(exponent).signum() != 0) {
        modulus = modulus.multiply(prime);
        order = order.multiply(before);
        found++;
      }
    }
    try {
      KeyFactory factory = KeyFactory.getInstance("RSA");
      return new RSAKey.Builder(
              (RSAPublicKey) factory.generatePublic(new RSAPublicKeySpec(modulus, exponent)))
          .privateKey(
              (RSAPrivateKey)
                  factory.generatePrivate(
                      new RSAPrivateKeySpec(modulus, exponent.modInverse(order))))
          .keyID("mine")
          .build();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
