package org.symbolon.keys;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jca.JCAContext;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who computes signatures: the Amazon Corretto Crypto Provider where it loads, six times as fast
 * for ES256 (seven times where it verifies), else the JDK. It is handed to signers and verifiers
 * only and not installed for the whole process, so that nothing else changes with it.
 */
public final class CryptoProvider {
  private static final Logger LOG = LoggerFactory.getLogger(CryptoProvider.class);

  private final Optional<Provider> provider;

  private CryptoProvider(Optional<Provider> provider) {
    this.provider = provider;
  }

  /** The JDK's own. */
  static CryptoProvider jdk() {
    return new CryptoProvider(Optional.empty());
  }

  /** The fastest that works on this machine; chosen and logged once. */
  public static CryptoProvider fastest() {
    return Chosen.FASTEST;
  }

  private static CryptoProvider choose() {
    try {
      AmazonCorrettoCryptoProvider fast = AmazonCorrettoCryptoProvider.INSTANCE;
      fast.assertHealthy();
      LOG.info("signatures are computed by {} {}", fast.getName(), fast.getVersionStr());
      return new CryptoProvider(Optional.of(fast));
    } catch (RuntimeException | LinkageError e) {
      LOG.warn("signatures are computed by the JDK, which is slower: {}", e.toString());
      return jdk();
    }
  }

  String name() {
    return provider.map(Provider::getName).orElse("JDK");
  }

  /**
   * Has a signer or verifier compute with it. For ECDSA and RSA: it has nothing else of Nimbus'.
   */
  public void use(JCAContext context) {
    provider.ifPresent(context::setProvider);
  }

  /** The same key as the provider's own object, which spares a conversion with each signature. */
  PrivateKey privateKey(String type, PrivateKey key) throws JOSEException {
    if (provider.isEmpty()) {
      return key;
    }
    try {
      return KeyFactory.getInstance(type, provider.get())
          .generatePrivate(new PKCS8EncodedKeySpec(key.getEncoded()));
    } catch (GeneralSecurityException e) {
      throw new JOSEException("the provider " + name() + " does not take the key", e);
    }
  }

  /** Loads the native library on first use. */
  private static final class Chosen {
    static final CryptoProvider FASTEST = choose();
  }
}
