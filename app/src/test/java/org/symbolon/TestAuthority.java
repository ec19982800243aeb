package org.symbolon;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate authority made for one test, with a certificate for {@code localhost}. */
record TestAuthority(Path authority, Path certificate, Path key) {

  static TestAuthority make(Path folder) throws IOException, InterruptedException {
    Path authority = folder.resolve("authority.pem");
    Path authorityKey = folder.resolve("authority.key");
    Path certificate = folder.resolve("server.pem");
    Path key = folder.resolve("server.key");
    certify(
        authority,
        authorityKey,
        List.of("-subj", "/CN=Test Authority", "-addext", "keyUsage=critical,keyCertSign"));
    certify(
        certificate,
        key,
        List.of(
            "-subj",
            "/CN=localhost",
            "-addext",
            "basicConstraints=critical,CA:false",
            "-addext",
            "subjectAltName=DNS:localhost",
            "-CA",
            authority.toString(),
            "-CAkey",
            authorityKey.toString()));
    return new TestAuthority(authority, certificate, key);
  }

  /** Trusts this authority and no other. */
  SSLContext trusting() throws IOException, GeneralSecurityException {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    try (InputStream pem = Files.newInputStream(authority)) {
      trusted.setCertificateEntry(
          "authority", CertificateFactory.getInstance("X.509").generateCertificate(pem));
    }
    TrustManagerFactory managers = TrustManagerFactory.getInstance("PKIX");
    managers.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return context;
  }

  private static void certify(Path certificate, Path key, List<String> arguments)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of("openssl", "req", "-x509", "-days", "2", "-noenc"));
    command.addAll(List.of("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"));
    command.addAll(List.of("-keyout", key.toString(), "-out", certificate.toString()));
    command.addAll(arguments);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new IOException("openssl failed: " + output);
    }
  }
}
