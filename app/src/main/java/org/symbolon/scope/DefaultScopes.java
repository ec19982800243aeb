package org.symbolon.scope;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.symbolon.issuer.Profile;
import org.symbolon.resolver.ScopeQuestion.ScopePath;

/**
 * What a request that names no scope asks for: {@code openid storage.read:/home/{username}}. Each
 * is then decided like any other.
 */
public final class DefaultScopes {
  /** No defaults: a request without scopes gets a token without scopes. */
  public static final DefaultScopes NONE = new DefaultScopes(List.of());

  private final List<Template> templates;

  private DefaultScopes(List<Template> templates) {
    this.templates = List.copyOf(templates);
  }

  /** The outcome of {@link #parse}. */
  public sealed interface Parse permits Parsed, Malformed {}

  public record Parsed(DefaultScopes scopes) implements Parse {}

  /**
   * @param problems one for each bad template, for an administrator
   */
  public record Malformed(List<String> problems) implements Parse {
    public Malformed {
      problems = List.copyOf(problems);
    }
  }

  /**
   * @param scopes what to ask for
   * @param leftOut templates that make no legal scope for this account, with the reason
   */
  public record Expanded(ScopeSet scopes, List<String> leftOut) {
    public Expanded {
      leftOut = List.copyOf(leftOut);
    }
  }

  private record Template(String text, ScopePattern pattern, boolean directory) {}

  /** Reads templates: scopes in which {@code {username}} may stand. */
  public static Parse parse(List<String> texts, Profile profile) {
    List<Template> templates = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (String text : texts) {
      boolean directory = text.endsWith("/") && !text.endsWith(":/");
      String pattern = directory ? text.substring(0, text.length() - 1) : text;
      switch (ScopePattern.parse(pattern, profile)) {
        case ScopePattern.Malformed malformed -> problems.add(malformed.why());
        case ScopePattern.Parsed parsed -> {
          if (isSingle(parsed.pattern())) {
            templates.add(new Template(text, parsed.pattern(), directory));
          } else {
            problems.add(
                "the default scope "
                    + ScopeText.quoted(text)
                    + " must be one scope: without * and with no variable but {username}");
          }
        }
      }
    }
    return problems.isEmpty() ? new Parsed(new DefaultScopes(templates)) : new Malformed(problems);
  }

  private static boolean isSingle(ScopePattern pattern) {
    return Set.of(Variable.USERNAME).containsAll(pattern.variables())
        && switch (pattern) {
          case PlainPattern plain -> !plain.open();
          case PathPattern path ->
              !path.below()
                  && path.actions().size() == 1
                  && path.components().stream().allMatch(Optional::isPresent);
        };
  }

  /**
   * The scopes for an account, or for a client acting for itself. A name becomes the text of a
   * component and never its structure: one that can not is left out.
   */
  public Expanded expand(Optional<String> username) {
    List<Scope> scopes = new ArrayList<>();
    List<String> leftOut = new ArrayList<>();
    for (Template template : templates) {
      if (username.isEmpty() && !template.pattern().variables().isEmpty()) {
        leftOut.add(template.text() + ": there is no local account");
        continue;
      }
      Optional<Scope> scope =
          switch (template.pattern()) {
            case PlainPattern plain -> fill(plain, username.orElse(""));
            case PathPattern path -> fill(path, template.directory(), username.orElse(""));
          };
      scope.ifPresentOrElse(
          scopes::add, () -> leftOut.add(template.text() + ": the account's name does not fit"));
    }
    return new Expanded(new ScopeSet(scopes), leftOut);
  }

  private static Optional<Scope> fill(PlainPattern pattern, String username) {
    if (!pattern.piece().isLiteral() && !PlainPattern.isSafeValue(username)) {
      return Optional.empty();
    }
    return Optional.of(new PlainScope(filled(pattern.piece(), username)));
  }

  private static Optional<Scope> fill(PathPattern pattern, boolean directory, String username) {
    List<String> segments = new ArrayList<>();
    for (Optional<Piece> piece : pattern.components()) {
      String segment = filled(piece.orElseThrow(), username);
      if (PathCoding.problem(segment).isPresent()) {
        return Optional.empty();
      }
      segments.add(segment);
    }
    String action = pattern.actions().iterator().next();
    return Optional.of(new PathScope(action, new ScopePath(segments, directory)));
  }

  private static String filled(Piece piece, String username) {
    return piece.isLiteral() ? piece.before() : piece.before() + username + piece.after();
  }
}
