package org.symbolon.logout;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.symbolon.audit.Audit;
import org.symbolon.audit.Event;
import org.symbolon.client.Client;
import org.symbolon.client.Clients;
import org.symbolon.fetch.Fetch;
import org.symbolon.fetch.Fetcher;
import org.symbolon.fetch.Limits;
import org.symbolon.fetch.Reach;
import org.symbolon.fetch.Request;
import org.symbolon.issuer.Issuer;
import org.symbolon.mint.LogoutTokens;
import org.symbolon.mint.Subjects;

/**
 * Tells clients that a session has ended (OpenID Connect Back-Channel Logout 1.0 §2.5): at once,
 * and a few times more where one does not answer. What is due is in the store, so that a restart or
 * another node goes on with it.
 */
public final class TellClients implements AutoCloseable {
  private static final int BATCH = 50;

  /** Longer than an exchange can take. */
  private static final Duration LEASE = Duration.ofSeconds(60);

  /** Since the time before; after the last a client is given up. */
  private static final List<Duration> PAUSES =
      List.of(
          Duration.ofSeconds(30),
          Duration.ofMinutes(5),
          Duration.ofMinutes(30),
          Duration.ofHours(2));

  private final Issuer issuer;
  private final Clients clients;
  private final Notices notices;
  private final Subjects subjects;
  private final LogoutTokens tokens;
  private final Audit audit;
  private final InstantSource clock;
  private final Map<Reach, Fetcher> fetchers = new EnumMap<>(Reach.class);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  public TellClients(
      Issuer issuer,
      Clients clients,
      Notices notices,
      Subjects subjects,
      LogoutTokens tokens,
      Audit audit,
      InstantSource clock) {
    this.issuer = issuer;
    this.clients = clients;
    this.notices = notices;
    this.subjects = subjects;
    this.tokens = tokens;
    this.audit = audit;
    this.clock = clock;
    for (Reach reach : Reach.values()) {
      fetchers.put(
          reach,
          new Fetcher(new Limits(Duration.ofSeconds(5), Duration.ofSeconds(10), 64 * 1024, reach)));
    }
  }

  /** Sends what is due, in the background. */
  public void send() {
    try {
      threads.execute(this::round);
    } catch (RejectedExecutionException stopping) {
      // What is due waits in the store for the next start, or for another node.
    }
  }

  /** Sends what is due, many at the same time, and returns when each was tried. */
  public void round() {
    boolean more = true;
    while (more) {
      // What is left would wait for the next sign-out otherwise.
      more = batch() == BATCH;
    }
  }

  private int batch() {
    Instant now = clock.instant();
    List<Notices.Notice> due = notices.take(issuer.id(), now, now.plus(LEASE), BATCH);
    due.stream()
        .map(notice -> Thread.startVirtualThread(() -> tell(notice)))
        .toList()
        .forEach(TellClients::await);
    return due.size();
  }

  private static void await(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void tell(Notices.Notice notice) {
    Optional<Client> client = clients.find(issuer.id(), notice.client());
    Optional<URI> address = client.flatMap(known -> known.preferences().logout().backChannel());
    if (address.isEmpty()) {
      notices.done(notice);
      return;
    }
    Fetch answer =
        Objects.requireNonNull(fetchers.get(client.orElseThrow().preferences().reach()))
            .fetch(request(address.get(), client.orElseThrow(), notice));
    switch (answer) {
      // §2.8: 200; some frameworks turn an empty one into 204.
      case Fetch.Fetched fetched when fetched.status() == 200 || fetched.status() == 204 -> {
        notices.done(notice);
        report(notice, "told", true);
      }
      // §2.8: the client has understood and refuses, or failed to sign out; again would not help.
      case Fetch.Fetched fetched when fetched.status() == 400 || fetched.status() == 501 -> {
        notices.done(notice);
        report(notice, "answered " + fetched.status(), true);
      }
      case Fetch.Fetched fetched -> again(notice, "answered " + fetched.status());
      case Fetch.Failed failed -> again(notice, failed.why());
    }
  }

  private Request request(URI address, Client client, Notices.Notice notice) {
    String token =
        tokens.logoutToken(
            issuer,
            client.id(),
            client.idTokenAlgorithm(),
            subject(client, notice),
            notice.login().value(),
            clock.instant());
    return new Request(
        address, Map.of("Accept", "application/json"), Optional.of("logout_token=" + token));
  }

  private String subject(Client client, Notices.Notice notice) {
    return subjects.toldTo(client, issuer, notice.person(), notice.account());
  }

  private void again(Notices.Notice notice, String why) {
    if (notice.tries() > PAUSES.size()) {
      notices.done(notice);
      report(notice, why, true);
      return;
    }
    notices.later(notice, clock.instant().plus(PAUSES.get(notice.tries() - 1)));
    report(notice, why, false);
  }

  private void report(Notices.Notice notice, String outcome, boolean over) {
    audit.report(
        new Event.LogoutNotice(issuer.id(), notice.client(), notice.login(), outcome, over));
  }

  @Override
  public void close() {
    threads.shutdownNow();
    fetchers.values().forEach(Fetcher::close);
  }
}
