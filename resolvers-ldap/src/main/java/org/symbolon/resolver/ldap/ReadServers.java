package org.symbolon.resolver.ldap;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPURL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.symbolon.resolver.Settings;

/** Reads where the directory is, how it is reached and as whom. */
final class ReadServers {
  private static final String FORM = "should be ldap://HOST:PORT or ldaps://HOST:PORT";

  private final Settings settings;
  private final boolean startTls;
  private final Tls tls;

  private ReadServers(Settings settings) {
    this.settings = settings;
    this.startTls = settings.flag("start-tls", false);
    this.tls = new Tls(settings.path("ca-file"), identity(settings));
  }

  /** How a binding is made. */
  enum BindMethod {
    ANONYMOUS,
    SIMPLE,
    EXTERNAL
  }

  /** At least one; a mistake is reported where there is none. */
  static List<Server> servers(Settings settings) {
    return new ReadServers(settings).servers();
  }

  private List<Server> servers() {
    List<String> urls = settings.texts("url");
    if (urls.isEmpty() || urls.stream().allMatch(String::isEmpty)) {
      settings.required("url");
      if (!urls.isEmpty()) {
        settings.mistake("url", FORM);
      }
    }
    List<Server> servers = new ArrayList<>();
    for (String url : urls) {
      server(url).ifPresent(servers::add);
    }
    if (servers.isEmpty()) {
      return List.of(new Server("localhost", 389, Server.Security.NONE, tls));
    }
    boolean secured =
        servers.stream().allMatch(server -> server.security() != Server.Security.NONE);
    if (tls.authorities().isPresent() && !secured) {
      settings.mistake("ca-file", "is used with TLS only: set start-tls or use ldaps://");
    }
    if (tls.identity().isPresent() && !secured) {
      settings.mistake(
          "client-certificate-file", "is used with TLS only: set start-tls or use ldaps://");
    }
    if (servers.stream().map(Server::toString).distinct().count() < servers.size()) {
      settings.mistake("url", "names a server twice: keep one");
    }
    return servers;
  }

  private Optional<Server> server(String text) {
    try {
      LDAPURL url = new LDAPURL(text);
      boolean secured = url.getScheme().equals("ldaps");
      if (!url.hostProvided()
          || url.baseDNProvided()
          || url.filterProvided()
          || !(secured || url.getScheme().equals("ldap"))) {
        settings.mistake("url", FORM);
        return Optional.empty();
      }
      if (startTls && secured) {
        settings.mistake("start-tls", "goes with ldap://, not with ldaps://: leave it out");
      }
      return Optional.of(new Server(url.getHost(), url.getPort(), security(secured), tls));
    } catch (LDAPException e) {
      if (!text.isEmpty()) {
        settings.mistake("url", FORM);
      }
      return Optional.empty();
    }
  }

  private Server.Security security(boolean secured) {
    if (secured) {
      return Server.Security.TLS;
    }
    return startTls ? Server.Security.START_TLS : Server.Security.NONE;
  }

  private static Optional<Tls.Identity> identity(Settings settings) {
    Optional<Path> certificate = settings.path("client-certificate-file");
    Optional<Path> key = settings.path("client-key-file");
    if (certificate.isPresent() != key.isPresent()) {
      settings.mistake(
          certificate.isPresent() ? "client-key-file" : "client-certificate-file",
          "is missing: client-certificate-file and client-key-file go together");
    }
    return certificate.isPresent() && key.isPresent()
        ? Optional.of(new Tls.Identity(certificate.get(), key.get()))
        : Optional.empty();
  }

  static Binding binding(Settings settings, List<Server> servers) {
    Optional<String> dn = settings.text("bind-dn").map(text -> Words.dn(settings, "bind-dn", text));
    Optional<String> password = settings.secret("bind-password");
    BindMethod method =
        Words.oneOf(
            settings,
            "bind-method",
            BindMethod.class,
            dn.isPresent() || password.isPresent() ? BindMethod.SIMPLE : BindMethod.ANONYMOUS);
    return switch (method) {
      case SIMPLE -> simple(settings, servers, dn, password);
      case ANONYMOUS, EXTERNAL -> {
        if (dn.isPresent() || password.isPresent()) {
          settings.mistake(
              dn.isPresent() ? "bind-dn" : "bind-password", "goes with bind-method: simple only");
        }
        if (method == BindMethod.ANONYMOUS) {
          yield new Binding.Anonymous();
        }
        if (servers.getFirst().tls().identity().isEmpty()) {
          settings.mistake("client-certificate-file", "is missing: bind-method external needs it");
        }
        yield new Binding.External();
      }
    };
  }

  private static Binding simple(
      Settings settings, List<Server> servers, Optional<String> dn, Optional<String> password) {
    if (dn.isEmpty() || password.isEmpty()) {
      settings.mistake(
          dn.isPresent() ? "bind-password" : "bind-dn",
          "is missing: bind-dn and bind-password go together");
      return new Binding.Anonymous();
    }
    // RFC 4513 §5.1.2: a name with an empty password is an anonymous bind.
    if (password.get().isEmpty()) {
      settings.mistake("bind-password", "should not be empty");
      return new Binding.Anonymous();
    }
    if (!servers.stream().allMatch(Server::keepsSecrets)) {
      settings.mistake(
          "bind-password", "would cross the network in clear: set start-tls or use ldaps://");
    }
    return new Binding.Simple(dn.get(), password.get());
  }
}
