package org.symbolon.register;

import java.util.Optional;
import java.util.function.Supplier;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.ProtocolException;

/**
 * One member of a client's metadata is refused: which, and what is wrong with it. Becomes an error
 * of the protocol for programs, and words beside a field for people.
 */
final class MemberException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final String member;
  private final String value;
  private final String how;

  private MemberException(ErrorCode code, String member, String value, String how) {
    super(member + " " + how, null, false, false);
    this.code = code;
    this.member = member;
    this.value = value;
    this.how = how;
  }

  /**
   * @param how as in "must be a string"
   */
  static MemberException of(ErrorCode code, String member, String how) {
    return new MemberException(code, member, "", how);
  }

  /** One value among several. */
  static MemberException of(ErrorCode code, String member, String value, String how) {
    return new MemberException(code, member, value, how);
  }

  /**
   * Work for a program.
   *
   * @throws ProtocolException for what the work refuses
   */
  static <T> T toldToPrograms(Supplier<T> work) {
    try {
      return work.get();
    } catch (MemberException wrong) {
      throw ProtocolException.of(
          wrong.code,
          (wrong.value().isPresent() ? "one of " : "") + wrong.member + " " + wrong.how);
    }
  }

  String member() {
    return member;
  }

  /** The value, where it is one of several. */
  Optional<String> value() {
    return Optional.of(value).filter(text -> !text.isEmpty());
  }

  String how() {
    return how;
  }
}
