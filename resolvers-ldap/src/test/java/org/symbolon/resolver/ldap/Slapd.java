package org.symbolon.resolver.ldap;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.opentest4j.TestAbortedException;

/**
 * OpenLDAP's own server, with a configuration and a folder of its own, on a loopback port. Where it
 * is not installed a test is skipped; with {@code SYMBOLON_TESTS_MUST_RUN=1} it fails.
 */
final class Slapd implements AutoCloseable {
  private static final Path PROGRAM = Path.of("/usr/sbin/slapd");
  private static final Path SCHEMAS = Path.of("/etc/ldap/schema");
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Path folder;
  private final Process process;
  private final int port;
  private final int tls;

  private Slapd(Path folder, Process process, int port, int tls) {
    this.folder = folder;
    this.process = process;
    this.port = port;
    this.tls = tls;
  }

  /** With the site's entries; in the schema of RFC 2307bis where groups list entries. */
  static Slapd start(TestSite site) throws IOException {
    Path file = Files.createTempFile("symbolon", ".ldif");
    try {
      Files.writeString(file, site.ldif());
      return start(file, site != TestSite.RFC2307, List.of());
    } finally {
      Files.delete(file);
    }
  }

  /**
   * @param ldif all entries below and with {@code dc=example,dc=org}
   * @param bis whether {@code posixGroup} stands beside another class (RFC 2307bis)
   * @param further lines of configuration, before the database
   */
  static Slapd start(Path ldif, boolean bis, List<String> further) {
    if (!Files.isExecutable(PROGRAM)) {
      String message = "no slapd for the tests: install Debian's package slapd";
      if ("1".equals(System.getenv("SYMBOLON_TESTS_MUST_RUN"))) {
        Assertions.fail(message);
      }
      throw new TestAbortedException(message);
    }
    try {
      Path folder = Files.createTempDirectory("symbolon-slapd");
      Files.createDirectory(folder.resolve("db"));
      Path config = folder.resolve("slapd.conf");
      Files.writeString(config, config(folder, bis, further));
      run(List.of("slapadd", "-q", "-f", config.toString(), "-l", ldif.toString()));
      int port = freePort();
      int tls = further.stream().anyMatch(line -> line.startsWith("TLS")) ? freePort() : 0;
      Process process =
          new ProcessBuilder(
                  PROGRAM.toString(),
                  "-f",
                  config.toString(),
                  "-h",
                  "ldap://127.0.0.1:%d/%s"
                      .formatted(port, tls > 0 ? " ldaps://127.0.0.1:" + tls + "/" : ""),
                  // In the foreground, and silent.
                  "-d",
                  "0")
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("log").toFile())
              .start();
      Slapd slapd = new Slapd(folder, process, port, tls);
      slapd.awaitListening();
      return slapd;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String config(Path folder, boolean bis, List<String> further) throws IOException {
    Path nis = folder.resolve("nis.schema");
    String classes = Files.readString(SCHEMAS.resolve("nis.schema"));
    String group = "DESC 'Abstraction of a group of accounts'\n\tSUP top ";
    Files.writeString(
        nis, bis ? classes.replace(group + "STRUCTURAL", group + "AUXILIARY") : classes);
    List<String> lines = new ArrayList<>();
    for (String schema : List.of("core", "cosine", "inetorgperson")) {
      lines.add("include " + SCHEMAS.resolve(schema + ".schema"));
    }
    lines.add("include " + nis);
    lines.add(
        "attributetype ( 1.3.6.1.4.1.5923.1.1.1.7 NAME 'eduPersonEntitlement'"
            + " EQUALITY caseExactMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.15 )");
    lines.add(
        "attributetype ( 2.16.840.1.113730.3.1.610 NAME 'nsAccountLock'"
            + " EQUALITY caseIgnoreMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.15 )");
    lines.add(
        "attributetype ( 2.16.840.1.113719.1.301.4.36.1 NAME 'krbPrincipalExpiration'"
            + " EQUALITY generalizedTimeMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.24 SINGLE-VALUE )");
    lines.add("modulepath /usr/lib/ldap");
    lines.add("moduleload back_mdb");
    lines.add("moduleload memberof");
    lines.add("moduleload ppolicy");
    lines.addAll(further);
    lines.add("database mdb");
    lines.add("maxsize 1073741824");
    lines.add("suffix dc=example,dc=org");
    lines.add("directory " + folder.resolve("db"));
    lines.add("index objectClass,uid,memberUid,member,uniqueMember,uidNumber,gidNumber,cn eq");
    lines.add("dbnosync");
    lines.add("access to attrs=userPassword by anonymous auth");
    lines.add("access to * by dn.exact=" + TestSite.SERVICE + " read by dn.exact=cn=gateway read");
    lines.add("overlay ppolicy");
    return String.join("\n", lines) + "\n";
  }

  private static void run(List<String> command) throws IOException {
    List<String> whole = new ArrayList<>(command);
    whole.set(0, "/usr/sbin/" + command.getFirst());
    Process process = new ProcessBuilder(whole).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.onExit().join().exitValue() != 0) {
      throw new IOException(command.getFirst() + ": " + output);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  private void awaitListening() throws IOException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
        return;
      } catch (IOException notYet) {
        if (!process.isAlive() || System.nanoTime() > end) {
          throw new IOException(
              "slapd does not listen: " + Files.readString(folder.resolve("log")), notYet);
        }
        Thread.onSpinWait();
      }
    }
  }

  String url() {
    return "ldap://127.0.0.1:" + port;
  }

  /** Where it speaks nothing but TLS, if it was given a certificate. */
  String tlsUrl() {
    return "ldaps://127.0.0.1:" + tls;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
