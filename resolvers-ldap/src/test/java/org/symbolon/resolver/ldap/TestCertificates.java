package org.symbolon.resolver.ldap;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An authority made for one test, and certificates it vouches for. */
final class TestCertificates {
  private final Path folder;

  /** A certificate and its private key. */
  record Pair(Path certificate, Path key) {}

  private TestCertificates(Path folder) {
    this.folder = folder;
  }

  static TestCertificates make(Path folder) throws IOException {
    TestCertificates made = new TestCertificates(folder);
    made.certify(
        "authority",
        List.of("-subj", "/CN=Test Authority", "-addext", "keyUsage=critical,keyCertSign"));
    return made;
  }

  Path authority() {
    return folder.resolve("authority.pem");
  }

  /** For the loopback address, or whomever the name means. */
  Pair of(String name) throws IOException {
    return certify(
        name,
        List.of(
            "-subj",
            "/CN=" + name,
            "-addext",
            "basicConstraints=critical,CA:false",
            "-addext",
            "subjectAltName=IP:127.0.0.1",
            "-CA",
            authority().toString(),
            "-CAkey",
            folder.resolve("authority.key").toString()));
  }

  private Pair certify(String name, List<String> arguments) throws IOException {
    Pair pair = new Pair(folder.resolve(name + ".pem"), folder.resolve(name + ".key"));
    List<String> command =
        new ArrayList<>(List.of("openssl", "req", "-x509", "-days", "2", "-noenc"));
    command.addAll(List.of("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"));
    command.addAll(
        List.of("-keyout", pair.key().toString(), "-out", pair.certificate().toString()));
    command.addAll(arguments);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IOException("openssl failed: " + output);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException(interrupted);
    }
    return pair;
  }
}
