package org.symbolon.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.symbolon.resolve.Fixtures.ACCOUNT;
import static org.symbolon.resolve.Fixtures.patient;
import static org.symbolon.resolve.Fixtures.question;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.symbolon.resolve.Waiting.Asker;
import org.symbolon.resolver.Account;
import org.symbolon.resolver.ScopeQuestion;
import org.symbolon.resolver.ScopeQuestion.Subtree;
import org.symbolon.resolver.Verdict;
import org.symbolon.resolver.contract.MapSettings;

/** Looking at all that lies below a path takes nothing from questions about a path alone. */
final class WalksApartTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final Breaking TWO = new Breaking(2, 50, Duration.ofMinutes(5));

  private final CountDownLatch walking = new CountDownLatch(1);
  private final CountDownLatch end = new CountDownLatch(1);

  @AfterEach
  void end() {
    end.countDown();
  }

  private static ResolverHost host(Scripted resolver) {
    return new ResolverHost(
        new Configured(
            "files",
            "files",
            new MapSettings("files", Map.of()),
            TIMEOUT,
            1,
            Duration.ZERO,
            Duration.ZERO,
            Duration.ZERO,
            TWO),
        resolver,
        ResolverObserver.NONE,
        System::nanoTime,
        0);
  }

  private static ScopeQuestion walk(String text) {
    ScopeQuestion asked = question(text);
    return new ScopeQuestion(
        asked.text(),
        asked.action(),
        asked.path(),
        Optional.of(new Subtree(10, Duration.ofSeconds(1))));
  }

  private static Verdict ask(ResolverHost host, String who, ScopeQuestion scope) {
    Account account =
        new Account(who, ACCOUNT.uid(), ACCOUNT.gid(), ACCOUNT.groups(), ACCOUNT.attributes());
    return host.judge(account, List.of(scope), patient()).await().getFirst();
  }

  private static Verdict brief(ResolverHost host) {
    return ask(host, "ana", question("storage.read:/data"));
  }

  private Verdict judge(ScopeQuestion scope) throws InterruptedException {
    if (scope.subtree().isEmpty()) {
      return new Verdict.Granted("hers");
    }
    walking.countDown();
    end.await();
    return new Verdict.Granted("all hers", true);
  }

  private Scripted slow() {
    return Scripted.judges(
        (account, scopes, deadline) -> {
          try {
            return List.of(judge(scopes.getFirst()));
          } catch (InterruptedException closing) {
            throw new IllegalStateException(closing);
          }
        });
  }

  @Test
  void a_long_walk_has_no_thread_that_another_question_needs() {
    try (ResolverHost host = host(slow())) {
      Asker<Verdict> walker = Waiting.ask(() -> ask(host, "eve", walk("storage.read:/huge")));
      Waiting.until(walking);
      assertThat(ask(host, "eve", walk("storage.read:/other")))
          .isInstanceOfSatisfying(
              Verdict.Unavailable.class, verdict -> assertThat(verdict.why()).startsWith("busy"));
      assertThat(brief(host)).isInstanceOf(Verdict.Granted.class);
      assertThat(host.underway()).isOne();
      end.countDown();
      assertThat(walker.get()).isInstanceOf(Verdict.Granted.class);
    }
  }

  @Test
  void walks_that_can_not_say_do_not_keep_the_resolver_from_being_asked() {
    Scripted resolver =
        Scripted.judges(
            (account, scopes, deadline) ->
                List.of(
                    scopes.getFirst().subtree().isPresent()
                        ? new Verdict.Unavailable("other walks took the time")
                        : new Verdict.Granted("hers")));
    try (ResolverHost host = host(resolver)) {
      for (String who : List.of("eve", "mallory")) {
        ask(host, who, walk("storage.read:/huge"));
      }
      assertThat(host.breakerIsOpen()).isTrue();
      assertThat(ask(host, "bob", walk("storage.read:/huge")).why()).startsWith("not asked");
      assertThat(brief(host)).isInstanceOf(Verdict.Granted.class);
    }
  }
}
