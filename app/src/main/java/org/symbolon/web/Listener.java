package org.symbolon.web;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.HttpResponseException;
import io.javalin.util.JavalinBindException;
import java.security.KeyStore;
import java.security.cert.CRL;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import javax.net.ssl.TrustManager;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.symbolon.protocol.ProtocolException;

/** One address listened at. */
final class Listener implements AutoCloseable {
  private final Javalin javalin;

  private Listener(Javalin javalin) {
    this.javalin = javalin;
  }

  static Listener start(
      Address address,
      Optional<WebSettings.Tls> tls,
      Duration drain,
      Routes routes,
      ErrorAnswers errors) {
    Javalin javalin =
        Javalin.create(
            config -> {
              lean(config);
              config.jetty.modifyServer(
                  server -> {
                    server.setStopTimeout(drain.toMillis());
                    server.setErrorHandler(new PlainErrors());
                  });
              config.jetty.addConnector((server, http) -> connector(server, http, address, tls));
              routes.register(config);
              config.routes.exception(
                  ProtocolException.class,
                  (refused, context) -> errors.protocol(refused.error(), context));
              config.routes.exception(PageProblem.class, errors::page);
              config.routes.exception(HttpResponseException.class, errors::http);
              config.routes.exception(Exception.class, errors::unexpected);
            });
    try {
      javalin.start();
    } catch (JavalinBindException taken) {
      throw new ListenException(
          address + " can not be opened: the port is taken, or may not be used", taken);
    }
    return new Listener(javalin);
  }

  private static void lean(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.concurrency.useVirtualThreads = true;
    config.http.compressionStrategy = CompressionStrategy.NONE;
    config.http.prefer405over404 = true;
    config.http.maxRequestSize = Requests.LARGEST;
  }

  private static Connector connector(
      Server server, HttpConfiguration http, Address address, Optional<WebSettings.Tls> tls) {
    http.setSendServerVersion(false);
    http.setSendXPoweredBy(false);
    ServerConnector connector =
        tls.map(
                files -> {
                  http.addCustomizer(new SecureRequestCustomizer(false));
                  HttpConnectionFactory plain = new HttpConnectionFactory(http);
                  return new ServerConnector(
                      server, new SslConnectionFactory(ssl(files), plain.getProtocol()), plain);
                })
            .orElseGet(() -> new ServerConnector(server, new HttpConnectionFactory(http)));
    connector.setHost(address.host());
    connector.setPort(address.port());
    return connector;
  }

  private static SslContextFactory.Server ssl(WebSettings.Tls files) {
    // Only guards the key store that lives in this process' memory.
    String password = UUID.randomUUID().toString();
    SslContextFactory.Server ssl =
        files.asksClients() ? new AnyClient() : new SslContextFactory.Server();
    ssl.setKeyStore(TlsFiles.read(files, password.toCharArray()));
    ssl.setKeyStorePassword(password);
    ssl.setIncludeProtocols("TLSv1.3", "TLSv1.2");
    ssl.setWantClientAuth(files.asksClients());
    return ssl;
  }

  /**
   * The handshake proves that the client has the key. Whether its certificate is any good is asked
   * where it is to prove something, by that client's own method.
   */
  private static final class AnyClient extends SslContextFactory.Server {
    @Override
    protected TrustManager[] getTrustManagers(KeyStore trusted, Collection<? extends CRL> revoked) {
      return TRUST_ALL_CERTS;
    }
  }

  int port() {
    return javalin.port();
  }

  /** Takes no new requests, and waits for those under way. */
  @Override
  public void close() {
    javalin.stop();
  }
}
