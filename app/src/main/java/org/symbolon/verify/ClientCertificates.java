package org.symbolon.verify;

import com.nimbusds.jose.jwk.JWK;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.symbolon.client.Assertions.Checked;
import org.symbolon.client.CertificateName;
import org.symbolon.client.Client;
import org.symbolon.client.Client.Authentication;
import org.symbolon.client.ShownCertificates;

/** Checks clients' certificates: by authority and name, or as one that is known (RFC 8705 §2). */
public final class ClientCertificates implements ShownCertificates {
  /** RFC 5280 §4.2.1.12. */
  private static final Set<String> FOR_CLIENTS = Set.of("1.3.6.1.5.5.7.3.2", "2.5.29.37.0");

  private static final int LONGEST_CHAIN = 6;

  private final List<X509Certificate> authorities;
  private final KeySources sources;
  private final InstantSource clock;

  /**
   * @param authorities whose certificates prove clients by name; perhaps none
   */
  public ClientCertificates(
      List<X509Certificate> authorities, KeySources sources, InstantSource clock) {
    this.authorities = List.copyOf(authorities);
    this.sources = sources;
    this.clock = clock;
  }

  @Override
  public Checked check(Client client, List<X509Certificate> chain) {
    if (chain.isEmpty() || chain.size() > LONGEST_CHAIN) {
      return new Checked.Refused(chain.isEmpty() ? "none was shown" : "the chain is too long");
    }
    X509Certificate own = chain.getFirst();
    Instant now = clock.instant();
    try {
      own.checkValidity(Date.from(now));
    } catch (CertificateException e) {
      return new Checked.Refused("expired, or not valid yet");
    }
    return switch (client.authentication()) {
      case Authentication.Tls tls -> byName(tls.name(), chain, now);
      case Authentication.SelfSignedTls known -> amongKeys(sources.open(known.keys()), own);
      case Authentication.None other -> none();
      case Authentication.Secret other -> none();
      case Authentication.SecretJwt other -> none();
      case Authentication.PrivateKeyJwt other -> none();
      case Authentication.Workload other -> none();
    };
  }

  private static Checked none() {
    return new Checked.Refused("this client shows no certificate");
  }

  /** RFC 8705 §2.1 */
  private Checked byName(CertificateName name, List<X509Certificate> chain, Instant now) {
    if (!isTrusted(chain, now)) {
      return new Checked.Refused("by no configured authority");
    }
    return CertificateNames.has(chain.getFirst(), name)
        ? new Checked.Proved()
        : new Checked.Refused("of another name");
  }

  private boolean isTrusted(List<X509Certificate> chain, Instant now) {
    if (authorities.isEmpty()) {
      return false;
    }
    try {
      List<String> uses = chain.getFirst().getExtendedKeyUsage();
      if (uses != null && uses.stream().noneMatch(FOR_CLIENTS::contains)) {
        return false;
      }
      PKIXParameters parameters =
          new PKIXParameters(
              authorities.stream()
                  .map(authority -> new TrustAnchor(authority, null))
                  .collect(Collectors.toSet()));
      // Short-lived certificates and removing the client are what ends one here.
      parameters.setRevocationEnabled(false);
      parameters.setDate(Date.from(now));
      // The root itself, where it is shown, is no part of the path to it.
      List<X509Certificate> path =
          chain.stream().filter(one -> !authorities.contains(one)).toList();
      CertPathValidator.getInstance("PKIX")
          .validate(CertificateFactory.getInstance("X.509").generateCertPath(path), parameters);
      return !path.isEmpty();
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  /** RFC 8705 §2.2: the certificate itself, and not one that says the same. */
  private static Checked amongKeys(PublicKeys keys, X509Certificate own) {
    return switch (keys.all()) {
      case PublicKeys.Found.Unavailable(String why) -> new Checked.Unavailable(why);
      case PublicKeys.Found.Keys found ->
          found.keys().stream().anyMatch(key -> isOf(key, own))
              ? new Checked.Proved()
              : new Checked.Refused("none of those in its keys");
    };
  }

  private static boolean isOf(JWK key, X509Certificate own) {
    try {
      if (key.getX509CertChain() != null && !key.getX509CertChain().isEmpty()) {
        return Arrays.equals(key.getX509CertChain().getFirst().decode(), own.getEncoded());
      }
      return key.getX509CertSHA256Thumbprint() != null
          && key.getX509CertSHA256Thumbprint().toString().equals(Certificates.hash(own));
    } catch (CertificateEncodingException e) {
      return false;
    }
  }
}
