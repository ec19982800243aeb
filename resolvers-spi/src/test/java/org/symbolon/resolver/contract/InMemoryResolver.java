package org.symbolon.resolver.contract;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.symbolon.resolver.Account;
import org.symbolon.resolver.AccountAnswer;
import org.symbolon.resolver.AccountSource;
import org.symbolon.resolver.Contribution;
import org.symbolon.resolver.Deadline;
import org.symbolon.resolver.EntitlementSource;
import org.symbolon.resolver.Group;
import org.symbolon.resolver.Health;
import org.symbolon.resolver.PasswordVerifier;
import org.symbolon.resolver.Principal;
import org.symbolon.resolver.Resolver;
import org.symbolon.resolver.ResolverFactory;
import org.symbolon.resolver.ScopeJudge;
import org.symbolon.resolver.ScopeQuestion;
import org.symbolon.resolver.Settings;
import org.symbolon.resolver.Verdict;

/** The smallest resolver that answers all four questions: what the suite itself is tried on. */
public final class InMemoryResolver
    implements Resolver, AccountSource, ScopeJudge, EntitlementSource, PasswordVerifier {
  static final Contribution ANA =
      new Contribution(
          Optional.of("ana"),
          OptionalLong.of(2001),
          OptionalLong.of(2001),
          Set.of(Group.of("ana", 2001)),
          Map.of());

  private final boolean down;

  private InMemoryResolver(boolean down) {
    this.down = down;
  }

  /** Registered, so that the suite's own search by {@code ServiceLoader} is tried as well. */
  public static final class Factory implements ResolverFactory {
    @Override
    public String type() {
      return "in-memory";
    }

    @Override
    public Resolver open(Settings settings) {
      settings.required("motto");
      return new InMemoryResolver(settings.flag("down", false));
    }
  }

  @Override
  public AccountAnswer account(Principal principal, Contribution earlier, Deadline deadline) {
    if (down || deadline.passed()) {
      return new AccountAnswer.Unavailable("the memory is gone");
    }
    return principal.username().equals("ana")
        ? new AccountAnswer.Found(ANA)
        : new AccountAnswer.UnknownUser();
  }

  @Override
  public List<Verdict> judge(Account account, List<ScopeQuestion> scopes, Deadline deadline) {
    return scopes.stream().map(scope -> judge(scope, deadline)).toList();
  }

  private Verdict judge(ScopeQuestion scope, Deadline deadline) {
    if (!scope.action().startsWith("storage.")) {
      return new Verdict.NotMine();
    }
    if (down || deadline.passed()) {
      return new Verdict.Unavailable("the memory is gone");
    }
    return scope.action().equals("storage.read")
        ? new Verdict.Granted("everybody may read")
        : new Verdict.Refused("nobody may write");
  }

  @Override
  public Entitlements entitlements(Account account, Deadline deadline) {
    if (down || deadline.passed()) {
      return new Entitlements.Unavailable("the memory is gone");
    }
    return new Entitlements.Patterns(
        account.name().equals("ana") ? List.of("storage.read:/**") : List.of());
  }

  @Override
  public PasswordAnswer verify(String username, char[] password, Deadline deadline) {
    if (down || deadline.passed()) {
      return new PasswordAnswer.Unavailable("the memory is gone");
    }
    return username.equals("ana") && String.valueOf(password).equals("right horse")
        ? new PasswordAnswer.Right()
        : new PasswordAnswer.Wrong();
  }

  @Override
  public Health check(Deadline deadline) {
    return down ? new Health.NotReady("the memory is gone") : new Health.Ready("1 user");
  }

  @Override
  public void close() {}
}
