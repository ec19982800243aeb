package org.symbolon.resolver.ldap;

import com.unboundid.ldap.sdk.ExtendedResult;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SimpleBindRequest;
import com.unboundid.ldap.sdk.extensions.StartTLSExtendedRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * A few open connections, kept for the next question. The SDK's own pool knows one timeout for all
 * callers; here connecting and binding take no longer than the caller has. The host bounds how many
 * ask at once, and so how many are open.
 */
final class Connections {
  private final Server server;
  private final Optional<Binding> binding;
  private final BlockingQueue<LDAPConnection> idle;
  private volatile boolean closed;

  Connections(Server server, Optional<Binding> binding, int keep) {
    this.server = server;
    this.binding = binding;
    this.idle = new ArrayBlockingQueue<>(keep);
  }

  Server server() {
    return server;
  }

  /** One that was used before, if one is at hand. The directory may have ended it meanwhile. */
  @Nullable LDAPConnection used() {
    return idle.poll();
  }

  /** A new one, bound as configured. */
  LDAPConnection fresh(Limit limit) throws LDAPException, DirectoryDown {
    LDAPConnection connection = unbound(limit);
    if (binding.isEmpty()) {
      return connection;
    }
    try {
      SimpleBindRequest request =
          new SimpleBindRequest(binding.get().dn(), binding.get().password());
      request.setResponseTimeoutMillis(limit.millis());
      connection.bind(request);
      return connection;
    } catch (LDAPException | DirectoryDown e) {
      drop(connection);
      throw e;
    }
  }

  /** A new one as nobody. */
  LDAPConnection unbound(Limit limit) throws LDAPException, DirectoryDown {
    LDAPConnection connection =
        new LDAPConnection(
            server.security() == Server.Security.TLS ? tls(limit) : SocketFactory.getDefault(),
            options(limit),
            server.host(),
            server.port());
    if (server.security() == Server.Security.START_TLS) {
      try {
        startTls(connection, limit);
      } catch (LDAPException | DirectoryDown e) {
        drop(connection);
        throw e;
      }
    }
    return connection;
  }

  private SSLSocketFactory tls(Limit limit) throws DirectoryDown {
    return new TimedTls(Trust.context(server.authorities()).getSocketFactory(), limit.millis());
  }

  // RFC 4511 §4.14: nothing is sent in clear but the wish for TLS.
  private void startTls(LDAPConnection connection, Limit limit)
      throws LDAPException, DirectoryDown {
    StartTLSExtendedRequest request = new StartTLSExtendedRequest(tls(limit));
    request.setResponseTimeoutMillis(limit.millis());
    ExtendedResult result = connection.processExtendedOperation(request);
    if (!result.getResultCode().equals(ResultCode.SUCCESS)) {
      throw new LDAPException(result);
    }
  }

  private static LDAPConnectionOptions options(Limit limit) throws DirectoryDown {
    LDAPConnectionOptions options = new LDAPConnectionOptions();
    // One question at a time on each: no reader thread, and a timeout is one of the socket.
    options.setUseSynchronousMode(true);
    options.setConnectTimeoutMillis((int) limit.millis());
    options.setResponseTimeoutMillis(limit.millis());
    options.setFollowReferrals(false);
    return options;
  }

  /** Keeps one for the next question. */
  void keep(LDAPConnection connection) {
    if (closed || !idle.offer(connection)) {
      drop(connection);
    } else if (closed) {
      close();
    }
  }

  /** Ends one without a farewell, which could block. */
  static void drop(LDAPConnection connection) {
    connection.closeWithoutUnbind();
  }

  void close() {
    closed = true;
    for (LDAPConnection connection = idle.poll(); connection != null; connection = idle.poll()) {
      drop(connection);
    }
  }

  /** Time left for one caller. */
  interface Limit {
    /**
     * @return at least 1
     */
    long millis() throws DirectoryDown;

    static Limit of(org.symbolon.resolver.Deadline deadline, Duration timeout) {
      return () -> {
        if (deadline.passed()) {
          throw new DirectoryDown("no time was left to ask the directory");
        }
        return Math.max(1, Math.min(deadline.left().toMillis(), timeout.toMillis()));
      };
    }
  }
}
