package org.symbolon.web;

import java.nio.file.Path;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.unixdomain.server.UnixDomainServerConnector;

/** Where requests come in, and how. */
sealed interface Door {
  /** Its Jetty form; opened where the server starts. */
  default Connector connector(Server server, HttpConfiguration http) {
    http.setSendServerVersion(false);
    http.setSendXPoweredBy(false);
    return switch (this) {
      case Plain(Address address) ->
          at(address, new ServerConnector(server, new HttpConnectionFactory(http)));
      case Tls tls -> tls(tls, server, http);
      case Socket(SocketFile file, Path opened) -> socket(opened, server, http);
    };
  }

  /** Without TLS. */
  record Plain(Address address) implements Door {
    @Override
    public String toString() {
      return address.toString();
    }
  }

  /**
   * @param asksClients whether clients are asked for certificates of theirs; none needs one
   */
  record Tls(Address address, WebSettings.Tls files, boolean asksClients) implements Door {
    @Override
    public String toString() {
      return address.toString();
    }
  }

  /**
   * @param opened where it is until it is shown
   */
  record Socket(SocketFile file, Path opened) implements Door {
    static Socket of(WebSettings.Socket settings) {
      SocketFile file = new SocketFile(settings);
      return new Socket(file, file.hidden());
    }

    @Override
    public String toString() {
      return file.toString();
    }
  }

  private static Connector socket(Path opened, Server server, HttpConfiguration http) {
    http.addCustomizer(
        (request, headers) -> {
          request.setAttribute(Caller.BY_SOCKET, true);
          return request;
        });
    UnixDomainServerConnector connector =
        new UnixDomainServerConnector(server, new HttpConnectionFactory(http));
    connector.setUnixDomainPath(opened);
    return connector;
  }

  private static Connector tls(Tls tls, Server server, HttpConfiguration http) {
    http.addCustomizer(new SecureRequestCustomizer(false));
    HttpConnectionFactory plain = new HttpConnectionFactory(http);
    return at(
        tls.address(),
        new ServerConnector(
            server,
            new SslConnectionFactory(
                TlsFiles.server(tls.files(), tls.asksClients()), plain.getProtocol()),
            plain));
  }

  private static Connector at(Address address, ServerConnector connector) {
    connector.setHost(address.host());
    connector.setPort(address.port());
    return connector;
  }
}
