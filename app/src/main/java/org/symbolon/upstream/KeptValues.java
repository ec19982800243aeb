package org.symbolon.upstream;

import com.nimbusds.oauth2.sdk.id.Identifier;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pac4j.core.context.WebContext;
import org.pac4j.core.context.session.SessionStore;

/**
 * What pac4j calls the session: here it lives for one login only and is a map of text, which the
 * login transaction keeps between redirect and callback.
 */
final class KeptValues implements SessionStore {
  static final String STATE = "state";
  static final String NONCE = "nonce";
  static final String VERIFIER = "verifier";

  /** Ours, not pac4j's: how fresh the sign-in must be. */
  static final String MAX_AGE = "max-age";

  static final String SIGNED_IN_SINCE = "signed-in-since";

  private static final Map<String, String> NAMES =
      Map.of(
          "stateSessionParameter", STATE,
          "nonceSessionParameter", NONCE,
          "codeVerifierSessionParameter", VERIFIER);

  private final Map<String, String> values;

  KeptValues(Map<String, String> values) {
    this.values = new HashMap<>(values);
  }

  /** Set by pac4j at departure. */
  String state() {
    return Objects.requireNonNull(values.get(STATE));
  }

  void put(String name, String value) {
    values.put(name, value);
  }

  Map<String, String> values() {
    return Map.copyOf(values);
  }

  @Override
  public Optional<Object> get(WebContext context, String key) {
    return name(key)
        .flatMap(
            name ->
                Optional.ofNullable(values.get(name))
                    .map(
                        value ->
                            switch (name) {
                              case STATE -> new State(value);
                              case VERIFIER -> new CodeVerifier(value);
                              default -> value;
                            }));
  }

  @Override
  public void set(WebContext context, String key, @Nullable Object value) {
    name(key)
        .ifPresent(
            name -> {
              switch (value) {
                case Identifier identifier -> values.put(name, identifier.getValue());
                case CodeVerifier verifier -> values.put(name, verifier.getValue());
                case String text -> values.put(name, text);
                case null, default -> values.remove(name);
              }
            });
  }

  /** pac4j writes {@code <client>$<what>}; what else it remembers is not wanted here. */
  private static Optional<String> name(String key) {
    return Optional.ofNullable(NAMES.get(key.substring(key.lastIndexOf('$') + 1)));
  }

  @Override
  public Optional<String> getSessionId(WebContext context, boolean createSession) {
    return Optional.empty();
  }

  @Override
  public boolean destroySession(WebContext context) {
    values.clear();
    return true;
  }

  @Override
  public Optional<Object> getTrackableSession(WebContext context) {
    return Optional.empty();
  }

  @Override
  public Optional<SessionStore> buildFromTrackableSession(WebContext context, Object session) {
    return Optional.empty();
  }

  @Override
  public boolean renewSession(WebContext context) {
    return false;
  }
}
