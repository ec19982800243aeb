package org.symbolon.resolver.ldap;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The directory gave no answer that counts: neither yes nor no.
 *
 * <p>Its message says why, in one line.
 */
final class DirectoryDown extends Exception {
  private static final long serialVersionUID = 1L;

  /** Results that say nothing of the question, only of this server. */
  private static final Set<ResultCode> OF_THE_SERVER =
      Set.of(
          ResultCode.SERVER_DOWN,
          ResultCode.CONNECT_ERROR,
          ResultCode.TIMEOUT,
          ResultCode.DECODING_ERROR,
          ResultCode.ENCODING_ERROR,
          ResultCode.LOCAL_ERROR,
          ResultCode.PROTOCOL_ERROR,
          ResultCode.BUSY,
          ResultCode.UNAVAILABLE);

  private final boolean elsewhere;

  DirectoryDown(String why) {
    super(why);
    this.elsewhere = false;
  }

  private DirectoryDown(String why, @Nullable Throwable cause, boolean elsewhere) {
    super(why, cause);
    this.elsewhere = elsewhere;
  }

  /** Slow, if anything: another server may be quicker. */
  static DirectoryDown noTime() {
    return new DirectoryDown("no time was left to ask the directory", null, true);
  }

  /** While a connection was made: whatever it is, another server may be better off. */
  static DirectoryDown connecting(Server server, LDAPException cause) {
    return new DirectoryDown(words(server, cause), cause, true);
  }

  static DirectoryDown because(Server server, LDAPException cause) {
    return new DirectoryDown(
        words(server, cause), cause, OF_THE_SERVER.contains(cause.getResultCode()));
  }

  static DirectoryDown because(String why, Throwable cause) {
    return new DirectoryDown(why, cause, false);
  }

  private static String words(Server server, LDAPException cause) {
    return "the directory %s: %s".formatted(server, cause.getResultCode().getName());
  }

  String why() {
    return String.valueOf(getMessage());
  }

  /** Whether another server may give the answer that this one did not. */
  boolean isOfTheServer() {
    return elsewhere;
  }
}
