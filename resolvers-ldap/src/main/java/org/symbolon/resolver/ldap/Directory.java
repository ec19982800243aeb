package org.symbolon.resolver.ldap;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.SimpleBindRequest;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.symbolon.resolver.Deadline;
import org.symbolon.resolver.ldap.Connections.Limit;

/** Asks the directory. Whatever is not an answer is {@link DirectoryDown}. */
final class Directory implements AutoCloseable {
  /** More entries than this are no answer either: a list cut short must not pass for the whole. */
  static final int MOST_ENTRIES = 10_000;

  /**
   * What a directory answers to a password that is not right, or to a name that may not come in:
   * not told apart, on purpose. Lockout after many failures is a constraint violation in some.
   */
  private static final Set<ResultCode> NOT_RIGHT =
      Set.of(
          ResultCode.INVALID_CREDENTIALS,
          ResultCode.INAPPROPRIATE_AUTHENTICATION,
          ResultCode.CONSTRAINT_VIOLATION,
          ResultCode.NO_SUCH_OBJECT);

  private final Connections connections;
  private final Duration timeout;

  Directory(Connections connections, Duration timeout) {
    this.connections = connections;
    this.timeout = timeout;
  }

  /** All entries below the base that match. */
  List<SearchResultEntry> below(String base, Filter filter, Deadline deadline, String... attributes)
      throws DirectoryDown {
    return search(base, SearchScope.SUB, filter, deadline, attributes);
  }

  /** Whether the directory answers and the entry is there. */
  void require(String dn, Deadline deadline) throws DirectoryDown {
    Filter any = Filter.createPresenceFilter("objectClass");
    if (search(dn, SearchScope.BASE, any, deadline, SearchRequest.NO_ATTRIBUTES).isEmpty()) {
      throw new DirectoryDown("the directory shows no entry " + dn);
    }
  }

  private List<SearchResultEntry> search(
      String base, SearchScope scope, Filter filter, Deadline deadline, String... attributes)
      throws DirectoryDown {
    SearchRequest request = new SearchRequest(base, scope, filter, attributes);
    request.setSizeLimit(MOST_ENTRIES);
    Limit limit = Limit.of(deadline, timeout);
    request.setResponseTimeoutMillis(limit.millis());
    try {
      LDAPConnection used = connections.used();
      if (used != null) {
        try {
          return search(used, request);
        } catch (LDAPException e) {
          // An idle connection may have been ended by the directory: that says nothing about now.
          if (!e.getResultCode().equals(ResultCode.SERVER_DOWN)) {
            throw e;
          }
        }
      }
      LDAPConnection fresh = connections.fresh(limit);
      request.setResponseTimeoutMillis(limit.millis());
      return search(fresh, request);
    } catch (LDAPException e) {
      throw DirectoryDown.because(connections.server(), e);
    }
  }

  private List<SearchResultEntry> search(LDAPConnection connection, SearchRequest request)
      throws LDAPException {
    try {
      List<SearchResultEntry> entries = connection.search(request).getSearchEntries();
      connections.keep(connection);
      return entries;
    } catch (LDAPException e) {
      // After a timeout its late answer would be read as that of the next question.
      if (e.getResultCode().isConnectionUsable() && !e.getResultCode().equals(ResultCode.TIMEOUT)) {
        connections.keep(connection);
      } else {
        Connections.drop(connection);
      }
      throw e;
    }
  }

  /**
   * Whether the entry's password is this one.
   *
   * @param password not empty, see RFC 4513 §5.1.2
   */
  boolean isPassword(String dn, byte[] password, Deadline deadline) throws DirectoryDown {
    if (!connections.server().keepsSecrets()) {
      throw new DirectoryDown("passwords are sent over TLS only: set start-tls or use ldaps://");
    }
    Limit limit = Limit.of(deadline, timeout);
    byte[] sent = Arrays.copyOf(password, password.length);
    LDAPConnection connection = null;
    try {
      connection = connections.unbound(limit);
      SimpleBindRequest request = new SimpleBindRequest(dn, sent);
      request.setResponseTimeoutMillis(limit.millis());
      connection.bind(request);
      return true;
    } catch (LDAPException e) {
      if (connection != null && NOT_RIGHT.contains(e.getResultCode())) {
        return false;
      }
      throw DirectoryDown.because(connections.server(), e);
    } finally {
      Arrays.fill(sent, (byte) 0);
      if (connection != null) {
        Connections.drop(connection);
      }
    }
  }

  @Override
  public void close() {
    connections.close();
  }
}
