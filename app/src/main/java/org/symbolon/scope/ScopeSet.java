package org.symbolon.scope;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.symbolon.issuer.Profile;

/**
 * Scopes in the order asked, none twice. Order counts where a profile says so ({@code
 * wlcg.groups}).
 *
 * @param scopes in order
 */
public record ScopeSet(List<Scope> scopes) {
  /** More scopes than this are refused: each may cost a question to a resolver. */
  public static final int MOST_SCOPES = 200;

  /** A longer {@code scope} parameter or claim is refused. */
  public static final int MOST_CHARACTERS = 8192;

  public static final ScopeSet EMPTY = new ScopeSet(List.of());

  public ScopeSet {
    scopes = List.copyOf(new LinkedHashSet<>(scopes));
  }

  public static ScopeSet of(Scope... scopes) {
    return new ScopeSet(List.of(scopes));
  }

  /**
   * Reads the {@code scope} parameter of RFC 6749 §3.3. The empty text is the empty set, which
   * never means "everything".
   */
  public static Parse parse(String text, Profile profile) {
    if (text.length() > MOST_CHARACTERS) {
      return new Malformed("scope is longer than " + MOST_CHARACTERS + " characters");
    }
    if (text.isEmpty()) {
      return new Parsed(EMPTY);
    }
    List<String> texts = List.of(text.split(" ", -1));
    if (texts.contains("")) {
      return new Malformed(
          "scope has a blank too many: one blank between scopes, none at the ends");
    }
    return parse(texts, profile);
  }

  /** Reads scopes given one by one, as a configuration has them. */
  public static Parse parse(Collection<String> texts, Profile profile) {
    if (texts.size() > MOST_SCOPES) {
      return new Malformed("more than " + MOST_SCOPES + " scopes");
    }
    List<Scope> scopes = new ArrayList<>();
    for (String text : texts) {
      switch (Scope.parse(text, profile)) {
        case Scope.Parsed parsed -> scopes.add(parsed.scope());
        case Scope.Malformed malformed -> {
          return new Malformed(malformed.why());
        }
      }
    }
    return new Parsed(new ScopeSet(scopes));
  }

  /** The canonical text: what the {@code scope} claim and parameter say. */
  public String text() {
    return scopes.stream().map(Scope::text).collect(Collectors.joining(" "));
  }

  /** Each scope's canonical text. */
  public List<String> texts() {
    return scopes.stream().map(Scope::text).toList();
  }

  public boolean isEmpty() {
    return scopes.isEmpty();
  }

  /** Whether exactly this plain scope is in the set: {@code has("openid")}. */
  public boolean has(String plain) {
    return scopes.contains(new PlainScope(plain));
  }

  /** Whether one of these scopes covers {@code scope}. */
  public boolean covers(Scope scope) {
    return scopes.stream().anyMatch(mine -> mine.subsumes(scope));
  }

  /** Whether each scope of {@code others} is covered here. */
  public boolean covers(ScopeSet others) {
    return others.scopes.stream().allMatch(this::covers);
  }

  /**
   * What both this set and {@code ceiling} allow, in this set's order: {@code storage.read:/}
   * narrowed to {@code storage.read:/data storage.read:/home} is these two.
   */
  public ScopeSet narrow(ScopeSet ceiling) {
    return new ScopeSet(
            scopes.stream()
                .flatMap(mine -> ceiling.scopes.stream().flatMap(max -> mine.meet(max).stream()))
                .toList())
        .minimised();
  }

  /** What this set or {@code other} allows, minimised. */
  public ScopeSet union(ScopeSet other) {
    return new ScopeSet(Stream.concat(scopes.stream(), other.scopes.stream()).toList()).minimised();
  }

  /** Without the scopes that another one of the set covers. */
  public ScopeSet minimised() {
    return new ScopeSet(
        scopes.stream()
            .filter(
                scope ->
                    scopes.stream()
                        .noneMatch(other -> !other.equals(scope) && other.subsumes(scope)))
            .toList());
  }

  @Override
  public String toString() {
    return text();
  }

  /** The outcome of parsing. */
  public sealed interface Parse permits Parsed, Malformed {}

  public record Parsed(ScopeSet scopes) implements Parse {}

  /**
   * @param why one sentence, safe in an {@code error_description}
   */
  public record Malformed(String why) implements Parse {}
}
