package org.symbolon.resolver.posix;

import java.util.Optional;
import org.symbolon.resolver.Resolver;
import org.symbolon.resolver.ResolverFactory;
import org.symbolon.resolver.Settings;

/**
 * Makes resolvers of {@code type: posix}.
 *
 * <p>Settings: {@code accounts} ({@code name-service}, {@code files} or {@code none}; the first
 * unless said), {@code passwd-file} and {@code group-file} (for {@code files}), {@code base-path}
 * (without it no scope is judged), {@code actions} (which scopes are judged; all that are
 * understood unless said), {@code read-only-mounts} ({@code refuse} or {@code ignore}) and {@code
 * walks} (how many trees are walked at once; half of the processors unless said, together with the
 * other resolvers). With {@code accounts: none} the resolver makes no accounts and judges those
 * that others made.
 */
public final class PosixResolverFactory implements ResolverFactory {
  /** All that this factory makes share the processors. */
  private final Turns turns = Turns.ofThisMachine();

  @Override
  public String type() {
    return "posix";
  }

  @Override
  public Resolver open(Settings settings) {
    PosixSettings read = PosixSettings.from(settings);
    PosixJudge judge =
        new PosixJudge(
            read.basePath(),
            read.actions(),
            read.mountsCount(),
            read.walks().map(Turns::of).orElse(turns));
    Optional<AccountLookup> accounts =
        switch (read.accounts()) {
          case NAME_SERVICE -> Optional.of(new NameService(new LibcNames()));
          case FILES -> Optional.of(new AccountFiles(read.passwdFile(), read.groupFile()));
          case NONE -> Optional.empty();
        };
    return accounts.<Resolver>map(lookup -> new PosixResolver(lookup, judge)).orElse(judge);
  }
}
