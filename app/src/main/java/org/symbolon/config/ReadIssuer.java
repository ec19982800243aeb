package org.symbolon.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.symbolon.client.Client;
import org.symbolon.exchange.ForeignIssuer;
import org.symbolon.issuer.Issuer;
import org.symbolon.issuer.Lifetimes;
import org.symbolon.issuer.Profile;
import org.symbolon.protocol.IssuerId;
import org.symbolon.register.RegistrationSettings;
import org.symbolon.scope.Rule;
import org.symbolon.verify.DpopNonces;

/** Reads one issuer and what belongs to it. */
final class ReadIssuer {
  private static final URI UNUSABLE = URI.create("https://unusable.invalid");

  private ReadIssuer() {}

  /**
   * @param block the issuer's own settings
   * @param around where its clients, logins, scopes, accounts and people stand
   * @param resolvers the configured names
   * @param certificates of clients
   */
  static IssuerConfig from(
      Section block,
      Section around,
      IssuerId id,
      List<String> resolvers,
      Listen.ClientCertificates certificates) {
    Issuer issuer = issuer(block, id);
    List<LoginMethodConfig> logins = ReadLogin.from(around, resolvers);
    List<Client> clients = ReadClients.from(around, issuer);
    ReadGroups.checkClients(block, clients);
    if (logins.isEmpty() && !around.has("login") && clients.stream().anyMatch(Client::forPeople)) {
      around.mistake(
          "login", "is missing: clients with code or device need a way for people to log in");
    }
    List<Rule> scopes = ReadScopes.from(around, issuer.profile(), clients, resolvers);
    RegistrationSettings registration = ReadRegistration.from(block, issuer, certificates);
    if (logins.isEmpty() && registration.isOn()) {
      block.mistake(
          "registration", "needs a way for people to log in: add login, or leave this out");
    }
    List<ForeignIssuer> foreign = ReadForeignIssuers.from(around, issuer, clients);
    return new IssuerConfig(
        issuer,
        clients,
        logins,
        scopes,
        ReadExchanges.from(around, issuer, clients, foreign),
        foreign,
        ReadAccounts.from(around, scopes, resolvers),
        ReadCapabilitySets.from(around, issuer.profile(), clients),
        ReadPeople.from(around, logins),
        registration,
        Set.copyOf(block.distinct("origins", ReadIssuer::origin)),
        block.value("dpop-nonces", Readings.oneOf(DpopNonces.Use.class), DpopNonces.Use.OFFERED),
        ReadLogin.passwordGrant(around, clients),
        ReadRequests.ofIssuer(block),
        new IssuerConfig.Certificates(certificates.areSeen(), certified(block, certificates)));
  }

  /** RFC 8705 §5. */
  private static Optional<URI> certified(Section block, Listen.ClientCertificates certificates) {
    Optional<URI> url = block.value("mtls-url", ReadIssuer::origin).map(URI::create);
    if (block.has("mtls-url") && !certificates.areSeen()) {
      block.mistake("mtls-url", "has no effect without client-certificates");
    }
    if (!block.has("mtls-url") && certificates.address().isPresent()) {
      block.mistake(
          "mtls-url",
          "is missing: under which address clients reach client-certificates.listen, as in"
              + " https://mtls.lab.example:8443");
    }
    return url;
  }

  private static Issuer issuer(Section block, IssuerId id) {
    URI url =
        block.required("url", ReadIssuer::url, "as in https://tokens.lab.example").orElse(UNUSABLE);
    Profile profile =
        block
            .required(
                "profile",
                Readings.oneOf(Profile.class),
                "wlcg, scitokens or plain, as the services that get the tokens expect")
            .orElse(Profile.PLAIN);
    Lifetimes lifetimes = ReadLifetimes.from(block);
    return new Issuer(
        id,
        url,
        profile,
        display(block, url),
        lifetimes,
        ReadAudiences.ofIssuer(block, profile, url),
        ReadAlgorithms.from(block),
        block.value("pkce", Readings.oneOf(Issuer.Pkce.class), Issuer.Pkce.ALL),
        block.value("on-refused", Readings.oneOf(Issuer.OnRefused.class), Issuer.OnRefused.FAIL),
        block.value(
            "subject", Readings.oneOf(Issuer.SubjectForm.class), Issuer.SubjectForm.LOCAL_NAME),
        block.value(
            "device-polling-interval", Readings.duration("1s", "1m"), Duration.ofSeconds(5)),
        ReadScopes.templates(block, "default-scopes", profile),
        ReadClaims.from(block),
        ReadPaths.from(block),
        new Issuer.Recheck(
            block.value(
                "recheck-every", Readings.duration("0s", "30d"), Issuer.Recheck.DEFAULT.every()),
            block.value(
                "tolerate-outage-for",
                Readings.duration("0s", "30d"),
                Issuer.Recheck.DEFAULT.tolerateOutageFor())),
        limits(block),
        ReadGroups.from(block),
        ReadClaims.ofPeople(block),
        ReadSessions.ofIssuer(block, lifetimes.session()));
  }

  /** Whether its URL could be read. */
  static boolean isUsable(IssuerConfig issuer) {
    return !issuer.issuer().url().equals(UNUSABLE);
  }

  /** As browsers send it. */
  private static String origin(String text) throws Mistake {
    URI uri = Readings.httpsUrl(text);
    String origin = uri.getScheme() + "://" + uri.getRawAuthority();
    if (!origin.equals(text) || !text.equals(text.toLowerCase(Locale.ROOT))) {
      throw new Mistake("should be an origin in lower case, as in https://portal.lab.example");
    }
    return text;
  }

  private static URI url(String text) throws Mistake {
    URI uri = Readings.httpsUrl(text);
    if (text.endsWith("/")) {
      throw new Mistake("should not end in a slash: verifiers compare it letter by letter");
    }
    if (!uri.normalize().equals(uri) || text.chars().anyMatch(c -> c > 126 || c == '%')) {
      throw new Mistake("should be plain: no dots as folders, no double slashes, no % signs");
    }
    if (uri.getPort() == (uri.getScheme().equals("https") ? 443 : 80)) {
      throw new Mistake(
          "should leave out the port "
              + uri.getPort()
              + ": browsers do, and verifiers compare letter by letter");
    }
    if (ReadPaths.isReserved(uri.getRawPath())) {
      throw new Mistake("has a path where this server has an address already: choose another");
    }
    return uri;
  }

  private static Issuer.Display display(Section block, URI url) {
    Optional<Path> logo = block.value("logo", Readings.path(block.context().directory()));
    return new Issuer.Display(
        block.value("name", Readings::text, String.valueOf(url.getHost())),
        logo,
        block.value("colour", ReadIssuer::colour, "#1f5faa"),
        block.value("help", Readings::text, "Questions? Ask the people who run this site."));
  }

  private static String colour(String text) throws Mistake {
    if (!text.matches("#[0-9a-fA-F]{6}")) {
      throw new Mistake("should be a colour as in \"#1f5faa\", in quotes");
    }
    return text;
  }

  private static Issuer.AccountLimits limits(Section block) {
    Set<String> refused =
        block.has("refused-accounts")
            ? Set.copyOf(block.distinct("refused-accounts", Readings::text))
            : Issuer.AccountLimits.DEFAULT.refusedNames();
    return new Issuer.AccountLimits(
        block.value(
            "min-uid",
            Readings.number(1, Integer.MAX_VALUE),
            (int) Issuer.AccountLimits.DEFAULT.minUid()),
        refused);
  }
}
