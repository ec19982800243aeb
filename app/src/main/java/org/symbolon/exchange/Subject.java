package org.symbolon.exchange;

import java.time.Instant;
import java.util.Optional;
import org.symbolon.grant.Derivation;
import org.symbolon.grant.Grant;
import org.symbolon.grant.JobGrant;

/** What proves for whom an exchange is, verified. */
public sealed interface Subject {
  /** Tokens of this issuer, as rules call it. */
  String SELF = "self";

  Held held();

  /** As rules call it: {@link #SELF}, or a configured foreign issuer. */
  default String issuer() {
    return SELF;
  }

  /** What it really is, whatever the request called it. */
  TokenKind kind();

  /** The same, holding something known better. */
  default Subject with(Held newest) {
    return switch (this) {
      case OwnAccessToken token -> new OwnAccessToken(newest);
      case OwnRefreshToken token -> new OwnRefreshToken(newest);
      case OwnIdToken token -> new OwnIdToken(newest);
      case OwnJobGrant token -> new OwnJobGrant(newest, token.job());
      case Refreshed token -> new Refreshed(newest, token.grant(), token.derivation());
      case Foreign token -> new Foreign(newest, token.issuer(), token.kind(), token.once());
      case Named somebody -> new Named(newest);
    };
  }

  record OwnAccessToken(Held held) implements Subject {
    @Override
    public TokenKind kind() {
      return TokenKind.ACCESS_TOKEN;
    }
  }

  /** Of the very client that asks: another's does not even read as one. */
  record OwnRefreshToken(Held held) implements Subject {
    @Override
    public TokenKind kind() {
      return TokenKind.REFRESH_TOKEN;
    }
  }

  record OwnIdToken(Held held) implements Subject {
    @Override
    public TokenKind kind() {
      return TokenKind.ID_TOKEN;
    }
  }

  /** Of the very client that asks. */
  record OwnJobGrant(Held held, JobGrant job) implements Subject {
    @Override
    public TokenKind kind() {
      return TokenKind.JOB_GRANT;
    }
  }

  /**
   * A grant that came of an exchange earlier and is refreshed now.
   *
   * @param derivation what the rules were held against then, and are again
   */
  record Refreshed(Held held, Grant grant, Derivation derivation) implements Subject {
    @Override
    public TokenKind kind() {
      return TokenKind.REFRESH_TOKEN;
    }
  }

  /**
   * Of a configured foreign issuer: signature, age and audience have been checked.
   *
   * @param once present where it counts once only: to be taken when something comes of it
   */
  record Foreign(Held held, String issuer, TokenKind kind, Optional<Once> once)
      implements Subject {}

  /** What is taken of a token that counts once, as {@link org.symbolon.verify.Replay#first}. */
  record Once(String use, String id, Instant expires) {}

  /** No token: somebody whom a client names. */
  record Named(Held held) implements Subject {
    @Override
    public TokenKind kind() {
      return TokenKind.JWT;
    }
  }
}
