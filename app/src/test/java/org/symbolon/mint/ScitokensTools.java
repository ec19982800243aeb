package org.symbolon.mint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Debian's verifiers, run against an issuer that is served over TLS. They trust the system's
 * certificate bundle only, so each runs in its own mount namespace with another bundle bound over
 * it, and with an empty key cache.
 *
 * @param authority PEM of the certificate authority to trust instead of the system's
 * @param work a folder for caches and output
 */
public record ScitokensTools(Path authority, Path work) {
  private static final Path SYSTEM_BUNDLE = Path.of("/etc/ssl/certs/ca-certificates.crt");
  private static final String IN_NAMESPACE = "mount --bind \"$1\" \"$2\" && shift 2 && exec \"$@\"";

  /** What a tool answered. */
  public record Answer(int exit, String output) {
    /** The authorizations listed, as {@code read:/data}. */
    public List<String> access() {
      return output
          .lines()
          .filter(line -> line.startsWith("ACL: "))
          .map(line -> line.substring("ACL: ".length()))
          .toList();
    }
  }

  /** Why they cannot run here; empty where they can. */
  public static List<String> whatIsMissing() throws IOException, InterruptedException {
    List<String> missing = new ArrayList<>();
    for (String tool : List.of("scitokens-verify", "scitokens-list-access", "unshare")) {
      if (!Files.isExecutable(Path.of("/usr/bin", tool))) {
        missing.add(tool);
      }
    }
    if (!Files.exists(SYSTEM_BUNDLE)) {
      missing.add(SYSTEM_BUNDLE.toString());
    }
    if (missing.isEmpty() && !canMakeNamespace()) {
      missing.add("the right to make a mount namespace (root, or user namespaces)");
    }
    return missing;
  }

  private static boolean canMakeNamespace() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(Stream.concat(namespace(), Stream.of("true")).toList())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
  }

  /** Anyone but root needs a user namespace around it. */
  private static Stream<String> namespace() {
    return System.getProperty("user.name").equals("root")
        ? Stream.of("unshare", "--mount")
        : Stream.of("unshare", "--map-root-user", "--mount");
  }

  /** Whether scitokens-cpp takes the token, whatever it is for. */
  public Answer verify(String token) throws IOException, InterruptedException {
    return run("scitokens-verify", token);
  }

  /** What scitokens-cpp would let the token do at a service of this audience. */
  public Answer listAccess(String token, String issuer, String audience)
      throws IOException, InterruptedException {
    return run("scitokens-list-access", token, issuer, audience);
  }

  private Answer run(String... tool) throws IOException, InterruptedException {
    Path output = Files.createTempFile(work, "output", ".txt");
    Path cache = Files.createTempDirectory(work, "cache");
    ProcessBuilder builder =
        new ProcessBuilder(
            Stream.of(
                    namespace(),
                    Stream.of("sh", "-c", IN_NAMESPACE, "sh"),
                    Stream.of(authority.toString(), SYSTEM_BUNDLE.toRealPath().toString()),
                    Stream.of(tool))
                .flatMap(parts -> parts)
                .toList());
    builder.environment().put("XDG_CACHE_HOME", cache.toString());
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.toLowerCase(java.util.Locale.ROOT).endsWith("_proxy"));
    Process process = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException(tool[0] + " did not end");
    }
    return new Answer(process.exitValue(), Files.readString(output));
  }
}
