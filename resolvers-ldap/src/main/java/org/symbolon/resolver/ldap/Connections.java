package org.symbolon.resolver.ldap;

import com.unboundid.ldap.sdk.BindRequest;
import com.unboundid.ldap.sdk.EXTERNALBindRequest;
import com.unboundid.ldap.sdk.ExtendedResult;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SimpleBindRequest;
import com.unboundid.ldap.sdk.extensions.StartTLSExtendedRequest;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * A few open connections to one server, kept for the next question. The SDK's own pool knows one
 * timeout for all callers; here connecting and binding take no longer than the caller has. The host
 * bounds how many ask at once, and so how many are open.
 */
final class Connections {
  private final Server server;
  private final Binding binding;
  private final BlockingQueue<LDAPConnection> idle;
  private volatile boolean closed;

  Connections(Server server, Binding binding, int keep) {
    this.server = server;
    this.binding = binding;
    this.idle = new ArrayBlockingQueue<>(keep);
  }

  Server server() {
    return server;
  }

  /** One that was used before, if one is at hand. The directory may have ended it meanwhile. */
  @Nullable LDAPConnection used() {
    LDAPConnection connection = idle.poll();
    while (connection != null && !connection.isConnected()) {
      drop(connection);
      connection = idle.poll();
    }
    return connection;
  }

  /** A new one, bound as configured. */
  LDAPConnection fresh(Limit limit) throws DirectoryDown {
    LDAPConnection connection = unbound(limit);
    try {
      switch (binding) {
        case Binding.Anonymous anonymous -> {
          // A new connection is anonymous (RFC 4513 §4).
        }
        case Binding.Simple simple ->
            bind(connection, new SimpleBindRequest(simple.dn(), simple.password()), limit);
        // OpenLDAP waits for a first response, an empty one (RFC 4422 appendix A.1).
        case Binding.External external -> bind(connection, new EXTERNALBindRequest(""), limit);
      }
      return connection;
    } catch (LDAPException e) {
      drop(connection);
      throw DirectoryDown.connecting(server, e);
    } catch (DirectoryDown e) {
      drop(connection);
      throw e;
    }
  }

  private static void bind(LDAPConnection connection, BindRequest request, Limit limit)
      throws LDAPException, DirectoryDown {
    request.setResponseTimeoutMillis(limit.millis());
    connection.bind(request);
  }

  /** A new one as nobody. */
  LDAPConnection unbound(Limit limit) throws DirectoryDown {
    LDAPConnection connection = null;
    try {
      connection =
          new LDAPConnection(
              server.security() == Server.Security.TLS ? tls(limit) : SocketFactory.getDefault(),
              options(limit),
              server.host(),
              server.port());
      if (server.security() == Server.Security.START_TLS) {
        startTls(connection, limit);
      }
      return connection;
    } catch (LDAPException e) {
      if (connection != null) {
        drop(connection);
      }
      throw DirectoryDown.connecting(server, e);
    } catch (DirectoryDown e) {
      if (connection != null) {
        drop(connection);
      }
      throw e;
    }
  }

  private SSLSocketFactory tls(Limit limit) throws DirectoryDown {
    return new TimedTls(server.tls().context().getSocketFactory(), limit.millis());
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
}
