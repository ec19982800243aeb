package org.symbolon.web;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.HttpResponseException;
import io.javalin.util.JavalinBindException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.symbolon.protocol.ProtocolException;

/** One address listened at. */
final class Listener implements AutoCloseable {
  private final Javalin javalin;
  private final Runnable afterwards;

  private Listener(Javalin javalin, Runnable afterwards) {
    this.javalin = javalin;
    this.afterwards = afterwards;
  }

  /**
   * @param door where it listens
   */
  static Listener start(Door door, Duration drain, Routes routes, ErrorAnswers errors) {
    Javalin javalin =
        Javalin.create(
            config -> {
              lean(config);
              config.jetty.modifyServer(
                  server -> {
                    server.setStopTimeout(drain.toMillis());
                    server.setErrorHandler(new PlainErrors());
                  });
              config.jetty.addConnector((server, http) -> door.connector(server, http));
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
          door + " can not be opened: the port is taken, or may not be used", taken);
    }
    return new Listener(javalin, shown(door, javalin));
  }

  /**
   * @return what is to be done when it is closed
   */
  private static Runnable shown(Door door, Javalin javalin) {
    if (!(door instanceof Door.Socket(SocketFile file, Path opened))) {
      return () -> {};
    }
    try {
      file.show(opened);
      Optional<Object> own = file.identity();
      return () -> file.remove(own);
    } catch (ListenException refused) {
      javalin.stop();
      throw refused;
    }
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

  int port() {
    return javalin.port();
  }

  /** Takes no new requests, and waits for those under way. */
  @Override
  public void close() {
    javalin.stop();
    afterwards.run();
  }
}
