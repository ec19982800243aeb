package org.symbolon.resolver.ldap;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.SimpleBindRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.symbolon.resolver.Deadline;

/** Asks the directory. Whatever is not an answer is {@link DirectoryDown}. */
final class Directory implements AutoCloseable {
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

  private final Servers servers;
  private final int pageSize;

  /**
   * @param pageSize how many entries are asked for at a time; 0 for all at once
   */
  Directory(Servers servers, int pageSize) {
    this.servers = servers;
    this.pageSize = pageSize;
  }

  /**
   * Asks all at once: the questions leave together, in one round trip unless there are pages.
   *
   * @return the entries that match each question, by index
   */
  List<List<SearchResultEntry>> ask(List<Question> questions, Deadline deadline)
      throws DirectoryDown {
    return servers.ask(
        deadline,
        (connection, limit) -> {
          List<Answer> underWay = new ArrayList<>();
          for (Question question : questions) {
            underWay.add(Answer.begin(question, connection, pageSize, limit));
          }
          List<List<SearchResultEntry>> answers = new ArrayList<>();
          for (Answer answer : underWay) {
            answers.add(answer.await(limit));
          }
          return answers;
        });
  }

  /** Whether the directory answers and these entries are there. */
  void require(List<String> names, Deadline deadline) throws DirectoryDown {
    List<List<SearchResultEntry>> found =
        ask(
            names.stream()
                .map(
                    dn ->
                        new Question(
                            dn,
                            SearchScope.BASE,
                            Filter.createPresenceFilter("objectClass"),
                            Set.of(SearchRequest.NO_ATTRIBUTES)))
                .toList(),
            deadline);
    for (int at = 0; at < names.size(); at++) {
      if (found.get(at).isEmpty()) {
        throw new DirectoryDown("the directory shows no entry " + names.get(at));
      }
    }
  }

  /**
   * Whether the entry's password is this one.
   *
   * @param password not empty, see RFC 4513 §5.1.2
   */
  boolean isPassword(String dn, byte[] password, Deadline deadline) throws DirectoryDown {
    if (!servers.keepSecrets()) {
      throw new DirectoryDown("passwords are sent over TLS only: set start-tls or use ldaps://");
    }
    byte[] sent = Arrays.copyOf(password, password.length);
    try {
      return servers.askUnbound(
          deadline,
          (connection, limit) -> {
            SimpleBindRequest request = new SimpleBindRequest(dn, sent);
            request.setResponseTimeoutMillis(limit.millis());
            try {
              connection.bind(request);
              return true;
            } catch (LDAPException e) {
              if (NOT_RIGHT.contains(e.getResultCode())) {
                return false;
              }
              throw e;
            }
          });
    } finally {
      Arrays.fill(sent, (byte) 0);
    }
  }

  /** Which servers answered when last asked. */
  String inWords() {
    return servers.inWords();
  }

  @Override
  public void close() {
    servers.close();
  }
}
