package org.symbolon.resolver.ldap;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.sdk.AsyncRequestID;
import com.unboundid.ldap.sdk.AsyncSearchResultListener;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPResult;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResult;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchResultReference;
import com.unboundid.ldap.sdk.controls.SimplePagedResultsControl;
import java.io.Serial;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One search under way, page by page (RFC 2696). Several may be under way on one connection. */
final class Answer implements AsyncSearchResultListener {
  @Serial private static final long serialVersionUID = 1L;

  /** More entries than this are no answer either: a list cut short must not pass for the whole. */
  static final int MOST_ENTRIES = 10_000;

  private final transient Question question;
  private final transient LDAPConnection connection;
  private final int pageSize;
  private final transient List<SearchResultEntry> entries = new ArrayList<>();
  private transient AsyncRequestID id;

  private Answer(Question question, LDAPConnection connection, int pageSize, Limit limit)
      throws LDAPException, DirectoryDown {
    this.question = question;
    this.connection = connection;
    this.pageSize = pageSize;
    this.id = ask(null, limit);
  }

  /** Sends the question and does not wait. */
  static Answer begin(Question question, LDAPConnection connection, int pageSize, Limit limit)
      throws LDAPException, DirectoryDown {
    return new Answer(question, connection, pageSize, limit);
  }

  private AsyncRequestID ask(@Nullable ASN1OctetString cookie, Limit limit)
      throws LDAPException, DirectoryDown {
    SearchRequest request =
        new SearchRequest(
            this,
            question.base(),
            question.scope(),
            question.filter(),
            question.attributes().toArray(String[]::new));
    request.setSizeLimit(MOST_ENTRIES);
    request.setResponseTimeoutMillis(limit.millis());
    if (pageSize > 0) {
      // Not critical: who does not know pages answers in one.
      request.addControl(new SimplePagedResultsControl(pageSize, cookie, false));
    }
    return connection.asyncSearch(request);
  }

  /** Waits for all of it. */
  List<SearchResultEntry> await(Limit limit) throws LDAPException, DirectoryDown {
    while (true) {
      LDAPResult result = result(limit);
      if (!result.getResultCode().equals(ResultCode.SUCCESS)) {
        throw new LDAPException(result);
      }
      synchronized (entries) {
        if (entries.size() > MOST_ENTRIES) {
          throw new LDAPException(
              ResultCode.SIZE_LIMIT_EXCEEDED, "more than " + MOST_ENTRIES + " entries");
        }
      }
      SimplePagedResultsControl page =
          result instanceof SearchResult search ? SimplePagedResultsControl.get(search) : null;
      if (page == null || !page.moreResultsToReturn()) {
        synchronized (entries) {
          return List.copyOf(entries);
        }
      }
      id = ask(page.getCookie(), limit);
    }
  }

  private LDAPResult result(Limit limit) throws LDAPException, DirectoryDown {
    try {
      return id.get(limit.millis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException slow) {
      throw new LDAPException(ResultCode.TIMEOUT, "no answer in time", slow);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new LDAPException(ResultCode.USER_CANCELED, "interrupted", interrupted);
    }
  }

  @Override
  public void searchEntryReturned(SearchResultEntry entry) {
    synchronized (entries) {
      // Beyond, it is known already that there are too many.
      if (entries.size() <= MOST_ENTRIES) {
        entries.add(entry);
      }
    }
  }

  @Override
  public void searchReferenceReturned(SearchResultReference elsewhere) {
    // What another directory knows is that directory's matter.
  }

  @Override
  public void searchResultReceived(AsyncRequestID request, SearchResult result) {
    // Waited for by its id.
  }
}
