package org.symbolon;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.symbolon.config.Configuration;
import org.symbolon.config.IssuerConfig;
import org.symbolon.config.Metrics;
import org.symbolon.web.WebServer;
import org.symbolon.web.WebSettings;

/** From the configuration's words on addresses to the web's. */
final class WebAddresses {
  private WebAddresses() {}

  static WebSettings settings(Configuration configuration, Duration drain) {
    return new WebSettings(
        configuration.listen().address(),
        configuration.listen().tls().map(tls -> new WebSettings.Tls(tls.certificate(), tls.key())),
        configuration.trustedProxies(),
        configuration.metrics() instanceof Metrics.OwnAddress own
            ? Optional.of(own.address())
            : Optional.empty(),
        configuration.metrics() instanceof Metrics.Restricted restricted
            ? restricted.allowed()
            : List.of(),
        drain,
        new WebSettings.Certificates(
            configuration.listen().clients().ask(),
            configuration.listen().clients().address(),
            configuration.listen().clients().proxies()),
        configuration
            .listen()
            .socket()
            .map(
                socket ->
                    new WebSettings.Socket(
                        socket.path(),
                        socket.group(),
                        configuration.listen().clients().bySocket())));
  }

  /** What of the files that are served with can not be used: by path, why. */
  static Map<String, String> problems(Configuration configuration) {
    return WebServer.problems(
        settings(configuration, Duration.ZERO),
        configuration.issuers().stream().map(IssuerConfig::issuer).toList());
  }
}
