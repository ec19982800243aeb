package org.symbolon.resolver.ldap;

import com.unboundid.util.ssl.PEMFileKeyManager;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/**
 * Whom a directory's certificate must come from, and the certificate shown to it. The files are
 * read at each connection: they are renewed.
 *
 * @param authorities PEM file of those who may vouch for it; the platform's own unless given
 */
record Tls(Optional<Path> authorities, Optional<Identity> identity) {
  /** PEM files of the certificate, with its chain, and of its private key (PKCS #8). */
  record Identity(Path certificate, Path key) {}

  static final Tls OF_THE_PLATFORM = new Tls(Optional.empty(), Optional.empty());

  SSLContext context() throws DirectoryDown {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys(), trust(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw DirectoryDown.because("TLS can not be set up", e);
    }
  }

  private TrustManager[] trust() throws DirectoryDown {
    try {
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      if (authorities.isPresent()) {
        trust.init(store(authorities.get()));
      } else {
        trust.init((KeyStore) null);
      }
      return trust.getTrustManagers();
    } catch (IOException | GeneralSecurityException e) {
      String file = authorities.map(Path::toString).orElse("the platform's authorities");
      throw DirectoryDown.because(file + " can not be read as certificates", e);
    }
  }

  private KeyManager[] keys() throws DirectoryDown {
    if (identity.isEmpty()) {
      return new KeyManager[0];
    }
    Identity mine = identity.get();
    try {
      return new KeyManager[] {
        new PEMFileKeyManager(mine.certificate().toFile(), mine.key().toFile())
      };
    } catch (GeneralSecurityException e) {
      throw DirectoryDown.because(
          "%s and %s can not be read as a certificate and its key"
              .formatted(mine.certificate(), mine.key()),
          e);
    }
  }

  private static KeyStore store(Path authorities) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    try (InputStream pem = Files.newInputStream(authorities)) {
      int number = 0;
      for (Certificate authority :
          CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
        store.setCertificateEntry("authority-" + number++, authority);
      }
    }
    return store;
  }
}
