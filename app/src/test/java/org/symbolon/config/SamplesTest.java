package org.symbolon.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.symbolon.client.StaticClients;
import org.symbolon.explain.Inquiry;
import org.symbolon.explain.PolicyCases;
import org.symbolon.explain.PolicyTrial;
import org.symbolon.issuer.Profile;
import org.symbolon.protocol.IssuerId;
import org.symbolon.resolve.Inquiries;
import org.symbolon.resolve.IssuerRights;
import org.symbolon.resolve.ResolverCatalog;
import org.symbolon.resolve.RightsEngine;
import org.symbolon.verify.TestCertificates;

/** The samples of config/, and what the documentation says of the settings. */
class SamplesTest {
  private static final String CERTIFICATE = certificate();

  private static final Path ROOT = root();
  private static final Map<String, String> WIPAC = new LinkedHashMap<>();

  static {
    WIPAC.put("ISSUER_ADDRESS", "https://tokens.lab.example");
    WIPAC.put("AUDIENCE", "https://storage.lab.example");
    WIPAC.put("IDP_ADDRESS", "https://keycloak.lab.example/auth/realms/lab");
    WIPAC.put("IDP_CLIENT_ID", "scitokens");
    WIPAC.put("IDP_CLIENT_SECRET", "not-a-secret");
  }

  @TempDir Path folder;

  @TestFactory
  Stream<DynamicTest> each_sample_is_a_valid_configuration() throws IOException {
    return samples(sample -> load(sample));
  }

  @TestFactory
  Stream<DynamicTest> the_resolvers_of_each_sample_open_and_know_all_their_settings()
      throws IOException {
    return samples(sample -> assertThat(OpenedResolvers.mistakes(load(sample))).isEmpty());
  }

  @TestFactory
  Stream<DynamicTest> each_sample_does_what_is_expected_of_it() throws IOException {
    return samples(
        sample -> {
          Configuration configuration =
              load(sample, sample.equals("wipac.yaml") ? withClient(WIPAC) : Map.of());
          PolicyFile.Result read =
              PolicyFile.load(ROOT.resolve("config").resolve("policies").resolve(sample));
          assertThat(read).isInstanceOf(PolicyFile.Loaded.class);
          PolicyCases cases = ((PolicyFile.Loaded) read).cases();
          assertThat(cases.isRecorded()).isTrue();
          assertThat(new PolicyTrial(cases).test(inquiry(configuration, cases)).lines())
              .containsExactly(
                  "All %d expectations hold."
                      .formatted(
                          cases.expectations().stream()
                              .mapToInt(one -> one.scopes().size())
                              .sum()));
        });
  }

  private static Map<String, String> withClient(Map<String, String> environment) {
    Map<String, String> with = new LinkedHashMap<>(environment);
    with.put("STATIC_CLIENTS", "{\"pelican\": \"a-secret-of-more-than-32-characters\"}");
    return with;
  }

  private static Inquiry inquiry(Configuration configuration, PolicyCases cases) {
    IssuerConfig issuer =
        configuration.issuers().stream()
            .filter(
                each ->
                    cases.issuer().map(id -> each.issuer().id().value().equals(id)).orElse(true))
            .findFirst()
            .orElseThrow();
    return new Inquiry(
        issuer.issuer(),
        new StaticClients(issuer.clients()),
        new Inquiries(
            issuer.issuer(),
            new IssuerRights(issuer.policy(), issuer.accounts(), ResolverCatalog.empty()),
            RightsEngine.PATIENCE,
            System::nanoTime,
            InstantSource.fixed(cases.at().orElse(Instant.EPOCH))));
  }

  @Test
  void the_sample_for_other_environments_is_valid_with_a_directory_too() throws IOException {
    Map<String, String> environment = new LinkedHashMap<>(WIPAC);
    environment.put("USE_LDAP", "true");
    environment.put("LDAP_URL", "ldaps://directory.lab.example");
    environment.put("LDAP_USER_BASE", "ou=People,dc=lab,dc=example");
    environment.put("LDAP_GROUP_BASE", "ou=Group,dc=lab,dc=example");

    assertThat(OpenedResolvers.mistakes(load("wipac.yaml", environment))).isEmpty();
  }

  @Test
  void the_full_sample_shows_every_setting_there_is() throws IOException {
    String text = Files.readString(ROOT.resolve("config/full.yaml"));

    assertThat(knownKeys()).filteredOn(key -> !isShown(key, text)).isEmpty();
  }

  @Test
  void the_reference_describes_every_setting_there_is_and_no_other() throws IOException {
    Set<String> described = new TreeSet<>();
    Files.readAllLines(ROOT.resolve("docs/configuration.md")).stream()
        .filter(line -> line.startsWith("| `"))
        .map(line -> line.substring(3, line.indexOf('`', 3)))
        .forEach(described::add);

    Set<String> known = new TreeSet<>(knownKeys());
    known.add("issuers[].id");
    assertThat(described).isEqualTo(known);
  }

  @Test
  void defaults_shown_in_the_full_sample_are_the_defaults() throws IOException {
    Configuration full = load("full.yaml");
    Configuration minimal = load("minimal.yaml");

    assertThat(full.listen().address()).isEqualTo(minimal.listen().address());
    assertThat(full.metrics()).isEqualTo(minimal.metrics());
    IssuerConfig fullIssuer = full.issuers().getFirst();
    IssuerConfig minimalIssuer = minimal.issuers().getFirst();
    assertThat(fullIssuer.issuer().lifetimes()).isEqualTo(minimalIssuer.issuer().lifetimes());
    assertThat(fullIssuer.issuer().paths()).isEqualTo(minimalIssuer.issuer().paths());
    assertThat(fullIssuer.issuer().recheck()).isEqualTo(minimalIssuer.issuer().recheck());
    assertThat(fullIssuer.issuer().algorithms()).isEqualTo(minimalIssuer.issuer().algorithms());
    assertThat(fullIssuer.issuer().pkce()).isEqualTo(minimalIssuer.issuer().pkce());
    assertThat(fullIssuer.issuer().onRefused()).isEqualTo(minimalIssuer.issuer().onRefused());
    assertThat(fullIssuer.issuer().display().accent())
        .isEqualTo(minimalIssuer.issuer().display().accent());
    assertThat(fullIssuer.issuer().devicePollingInterval())
        .isEqualTo(minimalIssuer.issuer().devicePollingInterval());
    LoginMethodConfig.Oidc shown = (LoginMethodConfig.Oidc) fullIssuer.logins().getFirst();
    LoginMethodConfig.Oidc plain = (LoginMethodConfig.Oidc) minimalIssuer.logins().getFirst();
    assertThat(shown.settings().scopes()).isEqualTo(plain.settings().scopes());
    assertThat(shown.settings().limits()).isEqualTo(plain.settings().limits());
    assertThat(shown.settings().offline()).isEqualTo(plain.settings().offline());
    assertThat(shown.settings().algorithms()).isEqualTo(plain.settings().algorithms());
    assertThat(shown.settings().concurrency()).isEqualTo(plain.settings().concurrency());
    ResolverConfig files = full.resolvers().getFirst();
    ResolverConfig plainFiles = minimal.resolvers().getFirst();
    assertThat(files.timeout()).isEqualTo(plainFiles.timeout());
    assertThat(files.threads()).isEqualTo(plainFiles.threads());
    assertThat(files.accountCache()).isEqualTo(plainFiles.accountCache());
    assertThat(files.verdictCache()).isEqualTo(plainFiles.verdictCache());
  }

  @Test
  void two_issuers_share_resolvers_and_nothing_else() throws IOException {
    Configuration configuration = load("two-issuers.yaml");

    assertThat(configuration.resolvers()).hasSize(2);
    assertThat(configuration.issuers())
        .extracting(issuer -> issuer.issuer().id())
        .containsExactly(new IssuerId("physics"), new IssuerId("biology"));
    assertThat(configuration.issuers())
        .extracting(issuer -> issuer.issuer().profile())
        .containsExactly(Profile.WLCG, Profile.SCITOKENS);
    assertThat(configuration.issuers().get(1).clients().getFirst().issuer())
        .isEqualTo(new IssuerId("biology"));
  }

  /** What is done with a sample's name. */
  private interface Tried {
    void with(String sample) throws IOException;
  }

  private static Stream<DynamicTest> samples(Tried tried) throws IOException {
    List<String> samples;
    try (Stream<Path> files = Files.list(ROOT.resolve("config"))) {
      samples =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".yaml"))
              .sorted()
              .toList();
    }
    assertThat(samples).hasSizeGreaterThanOrEqualTo(7);
    return samples.stream()
        .map(sample -> DynamicTest.dynamicTest(sample, () -> tried.with(sample)));
  }

  private static String certificate() {
    try {
      return Base64.getMimeEncoder()
          .encodeToString(new TestCertificates("CN=Lab", Instant.now()).authority().getEncoded());
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException(e);
    }
  }

  private void certificates(String name) throws IOException {
    Path file = Files.createDirectories(folder.resolve("tls")).resolve(name);
    Files.writeString(
        file,
        "-----BEGIN CERTIFICATE-----\n" + CERTIFICATE + "\n-----END CERTIFICATE-----\n",
        StandardCharsets.US_ASCII);
  }

  private Configuration load(String sample) throws IOException {
    return load(sample, sample.equals("wipac.yaml") ? WIPAC : Map.of());
  }

  private Configuration load(String sample, Map<String, String> environment) throws IOException {
    Path copy = folder.resolve(sample);
    Files.copy(ROOT.resolve("config").resolve(sample), copy);
    certificates("clients.pem");
    certificates("proxies.pem");
    secret("campus.secret");
    secret("physics.secret");
    secret("biology.secret");
    secret("database.secret");
    secret("directory.secret");
    secret("site.secret");
    secret("transfer.secret");
    String hash =
        Files.readAllLines(copy).stream()
            .filter(line -> line.contains("$argon2id"))
            .findFirst()
            .map(line -> line.substring(line.indexOf('$'), line.lastIndexOf('\'')))
            .orElse("");
    Private.write(folder.resolve("bob.hash"), hash);
    Configurations.Result result = Configurations.load(copy, environment);
    if (result instanceof Configurations.Mistaken mistaken) {
      throw new AssertionError(Configurations.print(sample, mistaken.problems()));
    }
    return ((Configurations.Loaded) result).configuration();
  }

  private void secret(String name) throws IOException {
    Private.write(folder.resolve(name), "a-secret-of-more-than-32-characters\n");
  }

  private Set<String> knownKeys() throws IOException {
    load("full.yaml");
    return Configurations.read(Files.readString(ROOT.resolve("config/full.yaml")), folder, Map.of())
        .keys();
  }

  /** A secret is shown by its key or as the file it may stand in. */
  private static boolean isShown(String key, String text) {
    String name = Pattern.quote(key.substring(key.lastIndexOf('.') + 1));
    return Pattern.compile("(?<![\\w-])" + name + "(-file)?:").matcher(text).find();
  }

  private static Path root() {
    Path here = Path.of("").toAbsolutePath();
    return Stream.of(here, here.resolve(".."))
        .filter(folder -> Files.exists(folder.resolve("config")))
        .findFirst()
        .orElseThrow();
  }
}
