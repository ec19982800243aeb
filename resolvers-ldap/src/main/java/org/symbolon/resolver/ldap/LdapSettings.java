package org.symbolon.resolver.ldap;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPURL;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.symbolon.resolver.Settings;

/**
 * What an administrator has set.
 *
 * @param binding who asks; absent for an anonymous search
 * @param groups absent where the directory is asked for no groups
 * @param timeout of one exchange with the directory; a deadline may be nearer
 */
record LdapSettings(
    Server server,
    Optional<Binding> binding,
    Users.Layout users,
    Optional<Groups.Layout> groups,
    Duration timeout,
    int poolSize) {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final long POOL_SIZE = 4;
  private static final String ATTRIBUTE = "[A-Za-z][A-Za-z0-9-]*";

  static LdapSettings from(Settings settings) {
    Server server = server(settings);
    Optional<Binding> binding = binding(settings, server);
    Users.Layout users =
        new Users.Layout(
            dn(settings, "user-base", settings.required("user-base")),
            word(settings, "user-filter-class", "posixAccount"),
            word(settings, "user-attribute", "uid"),
            word(settings, "uid-attribute", "uidNumber"),
            word(settings, "gid-attribute", "gidNumber"));
    GroupSchema schema = schema(settings);
    Optional<Groups.Layout> groups =
        settings
            .text("group-base")
            .map(base -> new Groups.Layout(dn(settings, "group-base", base), schema));
    Duration timeout = settings.duration("timeout", TIMEOUT);
    if (!timeout.isPositive()) {
      settings.mistake("timeout", "should be longer than nothing");
      timeout = TIMEOUT;
    }
    long size = settings.integer("pool-size", POOL_SIZE);
    if (size < 1 || size > 100) {
      settings.mistake("pool-size", "should be from 1 to 100");
      size = POOL_SIZE;
    }
    return new LdapSettings(server, binding, users, groups, timeout, (int) size);
  }

  private static Server server(Settings settings) {
    String text = settings.required("url");
    boolean startTls = settings.flag("start-tls", false);
    Optional<Path> authorities = settings.path("ca-file");
    Server.Security security = startTls ? Server.Security.START_TLS : Server.Security.NONE;
    String host = "localhost";
    int port = LDAPURL.DEFAULT_LDAP_PORT;
    try {
      LDAPURL url = new LDAPURL(text);
      if (url.hostProvided() && !url.baseDNProvided() && !url.filterProvided()) {
        host = url.getHost();
        port = url.getPort();
        if (url.getScheme().equals("ldaps")) {
          security = Server.Security.TLS;
        }
      } else if (!text.isEmpty()) {
        settings.mistake("url", "should be ldap://HOST:PORT or ldaps://HOST:PORT");
      }
    } catch (LDAPException e) {
      if (!text.isEmpty()) {
        settings.mistake("url", "should be ldap://HOST:PORT or ldaps://HOST:PORT");
      }
    }
    if (startTls && security == Server.Security.TLS) {
      settings.mistake("start-tls", "goes with ldap://, not with ldaps://: leave it out");
    }
    if (authorities.isPresent() && security == Server.Security.NONE) {
      settings.mistake("ca-file", "is used with TLS only: set start-tls or use ldaps://");
    }
    return new Server(host, port, security, authorities);
  }

  private static Optional<Binding> binding(Settings settings, Server server) {
    Optional<String> dn = settings.text("bind-dn").map(text -> dn(settings, "bind-dn", text));
    Optional<String> password = settings.secret("bind-password");
    if (dn.isPresent() != password.isPresent()) {
      settings.mistake(
          dn.isPresent() ? "bind-password" : "bind-dn",
          "is missing: bind-dn and bind-password go together");
      return Optional.empty();
    }
    // RFC 4513 §5.1.2: a name with an empty password is an anonymous bind.
    if (password.filter(String::isEmpty).isPresent()) {
      settings.mistake("bind-password", "should not be empty");
      return Optional.empty();
    }
    if (dn.isPresent() && !server.keepsSecrets()) {
      settings.mistake(
          "bind-password", "would cross the network in clear: set start-tls or use ldaps://");
    }
    return dn.map(name -> new Binding(name, password.orElseThrow()));
  }

  private static GroupSchema schema(Settings settings) {
    String text = settings.text("group-schema").orElse("rfc2307");
    return switch (text) {
      case "rfc2307" -> GroupSchema.RFC2307;
      case "rfc2307bis" -> GroupSchema.RFC2307BIS;
      default -> {
        settings.mistake("group-schema", "should be rfc2307 or rfc2307bis");
        yield GroupSchema.RFC2307;
      }
    };
  }

  private static String dn(Settings settings, String key, String text) {
    if (!text.isEmpty() && !DN.isValidDN(text)) {
      settings.mistake(key, "should be a distinguished name, as in ou=people,dc=example,dc=org");
      return "";
    }
    return text;
  }

  private static String word(Settings settings, String key, String otherwise) {
    String text = settings.text(key).orElse(otherwise);
    if (!text.matches(ATTRIBUTE)) {
      settings.mistake(key, "should be a name of the directory's schema, as in " + otherwise);
      return otherwise;
    }
    return text;
  }
}
