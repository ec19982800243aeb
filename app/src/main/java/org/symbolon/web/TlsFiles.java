package org.symbolon.web;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.cert.CRL;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.TrustManager;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** Reads the server's certificate and private key from PEM files. */
final class TlsFiles {
  private static final Pattern PKCS8 =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

  private TlsFiles() {}

  /** For a server that shows them. */
  static SslContextFactory.Server server(WebSettings.Tls files, boolean asksClients) {
    // Only guards the key store that lives in this process' memory.
    String password = UUID.randomUUID().toString();
    SslContextFactory.Server ssl = asksClients ? new AnyClient() : new SslContextFactory.Server();
    ssl.setKeyStore(read(files, password.toCharArray()));
    ssl.setKeyStorePassword(password);
    ssl.setIncludeProtocols("TLSv1.3", "TLSv1.2");
    ssl.setWantClientAuth(asksClients);
    return ssl;
  }

  /**
   * The handshake proves that the client has the key. Whether its certificate is any good is asked
   * where it is to prove something, by that client's own method.
   */
  private static final class AnyClient extends SslContextFactory.Server {
    @Override
    protected TrustManager[] getTrustManagers(KeyStore trusted, Collection<? extends CRL> revoked) {
      return TRUST_ALL_CERTS;
    }
  }

  /**
   * @throws ListenException when a file can not be read or holds something else
   */
  static KeyStore read(WebSettings.Tls tls, char[] password) {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      PrivateKey key = key(tls.privateKey());
      Certificate[] chain = chain(tls.certificates());
      if (!belong(key, chain[0])) {
        throw new GeneralSecurityException(
            tls.privateKey() + " is not the key of the first certificate in " + tls.certificates());
      }
      store.setKeyEntry("server", key, password, chain);
      return store;
    } catch (IOException | GeneralSecurityException unusable) {
      throw new ListenException(
          "the TLS files can not be used: " + unusable.getMessage(), unusable);
    }
  }

  /** Otherwise the server starts, and every handshake fails. */
  private static boolean belong(PrivateKey key, Certificate certificate)
      throws GeneralSecurityException {
    String algorithm =
        switch (key.getAlgorithm()) {
          case "EC" -> "SHA256withECDSA";
          case "RSA" -> "SHA256withRSA";
          default -> "Ed25519";
        };
    try {
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(key);
      byte[] signed = signature.sign();
      signature.initVerify(certificate.getPublicKey());
      return signature.verify(signed);
    } catch (InvalidKeyException | SignatureException anotherKind) {
      return false;
    }
  }

  private static Certificate[] chain(Path file) throws IOException, GeneralSecurityException {
    try (InputStream stream = Files.newInputStream(file)) {
      Certificate[] chain =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(stream)
              .toArray(Certificate[]::new);
      if (chain.length == 0) {
        throw new GeneralSecurityException(file + " holds no certificate");
      }
      return chain;
    }
  }

  private static PrivateKey key(Path file) throws IOException, GeneralSecurityException {
    Matcher pem = PKCS8.matcher(Files.readString(file));
    if (!pem.find()) {
      throw new GeneralSecurityException(
          file
              + " holds no unencrypted PKCS#8 key; make one with: openssl pkcs8 -topk8 -nocrypt -in "
              + file);
    }
    PKCS8EncodedKeySpec encoded = new PKCS8EncodedKeySpec(decoded(pem.group(1), file));
    for (String algorithm : List.of("EC", "RSA", "Ed25519")) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(encoded);
      } catch (InvalidKeySpecException another) {
        // The file does not say which algorithm it is for.
      }
    }
    throw new GeneralSecurityException(file + " holds a key of an unknown kind");
  }

  private static byte[] decoded(String text, Path file) throws GeneralSecurityException {
    try {
      return Base64.getMimeDecoder().decode(text);
    } catch (IllegalArgumentException notBase64) {
      // The cause would quote a part of the key.
      throw new GeneralSecurityException(file + " holds a key that is not base64");
    }
  }
}
