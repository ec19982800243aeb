package org.symbolon.store;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.symbolon.client.ResponseType;
import org.symbolon.login.Continuation;
import org.symbolon.login.OpenIdRequest;
import org.symbolon.login.ReplyTo;
import org.symbolon.protocol.ClientId;
import org.symbolon.protocol.ResponseMode;
import org.symbolon.protocol.SecretHash;
import org.symbolon.upstream.SignInRequest;

/**
 * Continuations as JSON, in a form of its own: what is stored must still be read after the domain's
 * types have changed.
 */
final class Continuations {
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Authorize.class, name = "authorize"),
    @JsonSubTypes.Type(value = Device.class, name = "device"),
    @JsonSubTypes.Type(value = Account.class, name = "account"),
    @JsonSubTypes.Type(value = SignOut.class, name = "sign-out")
  })
  private sealed interface Stored {}

  private record Authorize(
      String client,
      String redirectUri,
      @Nullable String responseMode,
      @Nullable String state,
      @Nullable String nonce,
      @Nullable String challenge,
      String requestedScope,
      List<String> audiences,
      boolean anew,
      boolean chooseAccount,
      @Nullable Long maxAge,
      @Nullable String loginHint,
      @Nullable String acrValues,
      boolean askAgain,
      @Nullable String key,
      @Nullable String responseType,
      @Nullable AskedNames asked,
      @Nullable List<String> subjects,
      @Nullable List<String> acr,
      @Nullable String pushed)
      implements Stored {
    static Authorize of(Continuation.Authorize asked) {
      SignInRequest signIn = asked.signIn();
      return new Authorize(
          asked.client().value(),
          asked.redirectUri(),
          asked.replyTo().mode().text(),
          asked.replyTo().state().orElse(null),
          asked.nonce().orElse(null),
          asked.challenge().orElse(null),
          asked.requestedScope(),
          asked.audiences(),
          signIn.anew(),
          signIn.chooseAccount(),
          signIn.maxAge().map(Duration::toSeconds).orElse(null),
          signIn.loginHint().orElse(null),
          signIn.acrValues().orElse(null),
          signIn.askAgain(),
          asked.key().orElse(null),
          asked.openId().responseType().text(),
          AskedNames.of(asked.openId().asked()),
          List.copyOf(asked.openId().subjects()),
          List.copyOf(asked.openId().acr()),
          asked.pushed().map(SecretHash::hex).orElse(null));
    }

    OpenIdRequest openId() {
      return new OpenIdRequest(
          Optional.ofNullable(responseType).flatMap(ResponseType::of).orElse(ResponseType.CODE),
          AskedNames.read(asked),
          Optional.ofNullable(subjects).map(Set::copyOf).orElse(Set.of()),
          Optional.ofNullable(acr).map(Set::copyOf).orElse(Set.of()));
    }

    /** Without a mode: stored by a version that had the query alone. */
    ReplyTo replyTo() {
      return new ReplyTo(
          redirectUri,
          Optional.ofNullable(responseMode).flatMap(ResponseMode::of).orElse(ResponseMode.QUERY),
          Optional.ofNullable(state));
    }

    SignInRequest signIn() {
      return new SignInRequest(
          anew,
          chooseAccount,
          Optional.ofNullable(maxAge).map(Duration::ofSeconds),
          Optional.ofNullable(loginHint),
          Optional.ofNullable(acrValues),
          askAgain);
    }
  }

  private record Device(String userCode) implements Stored {}

  private record Account() implements Stored {}

  private record SignOut(
      @Nullable String client, @Nullable String redirectUri, @Nullable String state)
      implements Stored {}

  private Continuations() {}

  static String write(Continuation continuation) {
    return Json.write(
        switch (continuation) {
          case Continuation.Authorize asked -> Authorize.of(asked);
          case Continuation.Device entered -> new Device(entered.userCode());
          case Continuation.Account account -> new Account();
          case Continuation.SignOut signOut ->
              new SignOut(
                  signOut.client().map(ClientId::value).orElse(null),
                  signOut.redirectUri().orElse(null),
                  signOut.state().orElse(null));
        });
  }

  static Continuation read(String json) {
    return switch (Json.read(json, Stored.class)) {
      case Authorize asked ->
          new Continuation.Authorize(
              new ClientId(asked.client()),
              asked.replyTo(),
              Optional.ofNullable(asked.nonce()),
              Optional.ofNullable(asked.challenge()),
              asked.requestedScope(),
              asked.audiences(),
              asked.signIn(),
              Optional.ofNullable(asked.key()),
              asked.openId(),
              Optional.ofNullable(asked.pushed()).map(SecretHash::new));
      case Device entered -> new Continuation.Device(entered.userCode());
      case Account account -> new Continuation.Account();
      case SignOut signOut ->
          new Continuation.SignOut(
              Optional.ofNullable(signOut.client()).map(ClientId::new),
              Optional.ofNullable(signOut.redirectUri()),
              Optional.ofNullable(signOut.state()));
    };
  }
}
