package org.symbolon.verify;

import com.unboundid.asn1.ASN1Boolean;
import com.unboundid.asn1.ASN1Element;
import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.asn1.ASN1Sequence;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.util.OID;
import com.unboundid.util.ssl.cert.CertException;
import com.unboundid.util.ssl.cert.SignatureAlgorithmIdentifier;
import com.unboundid.util.ssl.cert.X509CertificateExtension;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** An authority and the certificates it makes. */
public final class TestCertificates {
  /** Made once: keys take long. */
  private static final KeyPair KEYS = keys();

  private static final char[] PASSWORD = "changeit".toCharArray();

  private static final SignatureAlgorithmIdentifier SIGNED =
      SignatureAlgorithmIdentifier.SHA_256_WITH_RSA;

  private final com.unboundid.util.ssl.cert.X509Certificate authority;
  private final KeyPair own = keys();
  private final Instant now;

  public TestCertificates(String name, Instant now) {
    this.now = now;
    authority =
        selfSigned(
            own,
            name,
            now.minus(Duration.ofDays(1)),
            now.plus(Duration.ofDays(1)),
            new X509CertificateExtension(
                new OID("2.5.29.19"), true, new ASN1Sequence(new ASN1Boolean(true)).encode()));
  }

  public X509Certificate authority() {
    return java(authority);
  }

  /** The key of all certificates that are made here. */
  public static KeyPair key() {
    return KEYS;
  }

  /** By the authority, good today. */
  public X509Certificate of(String subject, Name... names) {
    return of(subject, now.plus(Duration.ofHours(1)), names);
  }

  public X509Certificate of(String subject, Instant expires, Name... names) {
    var model = selfSigned(KEYS, subject, now.minus(Duration.ofHours(2)), expires);
    try {
      return java(
          com.unboundid.util.ssl.cert.X509Certificate.generateIssuerSignedCertificate(
              SIGNED,
              authority,
              own.getPrivate(),
              model.getPublicKeyAlgorithmOID(),
              model.getPublicKeyAlgorithmParameters(),
              model.getEncodedPublicKey(),
              model.getDecodedPublicKey(),
              new DN(subject),
              now.minus(Duration.ofHours(2)).toEpochMilli(),
              expires.toEpochMilli(),
              extensions(names)));
    } catch (CertException | LDAPException e) {
      throw new IllegalStateException(e);
    }
  }

  /** By nobody but itself, each another. */
  public X509Certificate selfSigned(String subject) {
    return java(
        selfSigned(KEYS, subject, now.minus(Duration.ofHours(2)), now.plus(Duration.ofHours(1))));
  }

  /** Trusts this authority and no other, and shows this certificate where it is asked for one. */
  public SSLContext showing(Optional<X509Certificate> shown) {
    try {
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      trusted.setCertificateEntry("authority", authority());
      TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
      trust.init(trusted);
      KeyStore own = KeyStore.getInstance("PKCS12");
      own.load(null, null);
      if (shown.isPresent()) {
        own.setKeyEntry("own", key().getPrivate(), PASSWORD, new Certificate[] {shown.get()});
      }
      KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
      keys.init(own, PASSWORD);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** As a PEM file has it. */
  public static String pem(X509Certificate certificate) {
    try {
      return pem("CERTIFICATE", certificate.getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The key of all certificates that are made here, as a PEM file has it. */
  public static String keyPem() {
    return pem("PRIVATE KEY", KEYS.getPrivate().getEncoded());
  }

  private static String pem(String kind, byte[] content) {
    return "-----BEGIN "
        + kind
        + "-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content)
        + "\n-----END "
        + kind
        + "-----\n";
  }

  /**
   * A subject alternative name.
   *
   * @param tag as RFC 5280 §4.2.1.6 numbers them
   */
  public record Name(int tag, byte[] value) {
    public static Name dns(String name) {
      return new Name(2, name.getBytes(StandardCharsets.US_ASCII));
    }

    public static Name uri(String uri) {
      return new Name(6, uri.getBytes(StandardCharsets.US_ASCII));
    }

    public static Name email(String address) {
      return new Name(1, address.getBytes(StandardCharsets.US_ASCII));
    }

    public static Name ip(int... bytes) {
      byte[] address = new byte[bytes.length];
      for (int at = 0; at < bytes.length; at++) {
        address[at] = (byte) bytes[at];
      }
      return new Name(7, address);
    }
  }

  private static X509CertificateExtension[] extensions(Name... names) {
    if (names.length == 0) {
      return new X509CertificateExtension[0];
    }
    List<ASN1Element> elements = new ArrayList<>();
    for (Name name : names) {
      elements.add(new ASN1OctetString((byte) (0x80 | name.tag()), name.value()));
    }
    return new X509CertificateExtension[] {
      new X509CertificateExtension(new OID("2.5.29.17"), false, new ASN1Sequence(elements).encode())
    };
  }

  private static com.unboundid.util.ssl.cert.X509Certificate selfSigned(
      KeyPair keys,
      String subject,
      Instant from,
      Instant until,
      X509CertificateExtension... extensions) {
    try {
      return com.unboundid.util.ssl.cert.X509Certificate.generateSelfSignedCertificate(
          SIGNED, keys, new DN(subject), from.toEpochMilli(), until.toEpochMilli(), extensions);
    } catch (CertException | LDAPException e) {
      throw new IllegalStateException(e);
    }
  }

  private static X509Certificate java(com.unboundid.util.ssl.cert.X509Certificate certificate) {
    try {
      return (X509Certificate) certificate.toCertificate();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyPair keys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
