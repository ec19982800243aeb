package org.symbolon.resolver.ldap;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.symbolon.resolver.Deadline;

/**
 * The servers of one directory, any of which can answer. The first that is not known to be down is
 * asked; those that are down are tried again in the background, so that no request waits for them
 * while another answers.
 */
final class Servers implements AutoCloseable {
  private final List<Member> members;
  private final Duration timeout;
  private final Duration retry;
  private final AtomicBoolean watching = new AtomicBoolean();
  private final CountDownLatch closed = new CountDownLatch(1);

  /** One server and whether it answered when last asked. */
  private static final class Member {
    private final Connections connections;
    private volatile boolean down;

    Member(Connections connections) {
      this.connections = connections;
    }
  }

  /** What is done with a connection. */
  interface Exchange<T> {
    T with(LDAPConnection connection, Limit limit) throws LDAPException, DirectoryDown;
  }

  /**
   * @param servers in order of preference
   * @param timeout of one question, whichever servers it takes
   * @param retry how often a server that is down is tried
   */
  Servers(List<Connections> servers, Duration timeout, Duration retry) {
    this.members = servers.stream().map(Member::new).toList();
    this.timeout = timeout;
    this.retry = retry;
  }

  /** On a connection bound as configured, kept for the next question. */
  <T> T ask(Deadline deadline, Exchange<T> exchange) throws DirectoryDown {
    return any(deadline, (connections, limit) -> bound(connections, limit, exchange));
  }

  /** On a connection of its own, as nobody; for somebody else's bind. */
  <T> T askUnbound(Deadline deadline, Exchange<T> exchange) throws DirectoryDown {
    return any(
        deadline,
        (connections, limit) -> {
          LDAPConnection connection = connections.unbound(limit);
          try {
            return exchange.with(connection, limit);
          } catch (LDAPException e) {
            throw DirectoryDown.because(connections.server(), e);
          } finally {
            Connections.drop(connection);
          }
        });
  }

  private interface OnOne<T> {
    T ask(Connections connections, Limit limit) throws DirectoryDown;
  }

  private <T> T any(Deadline deadline, OnOne<T> question) throws DirectoryDown {
    Limit whole = Limit.of(deadline, timeout);
    List<Member> order = order();
    DirectoryDown last = DirectoryDown.noTime();
    for (int at = 0; at < order.size() && !whole.deadline().passed(); at++) {
      Member member = order.get(at);
      try {
        T answer = question.ask(member.connections, whole.share(hopes(order, at)));
        member.down = false;
        watch();
        return answer;
      } catch (DirectoryDown down) {
        if (!down.isOfTheServer()) {
          throw down;
        }
        member.down = true;
        last = down;
      }
    }
    watch();
    throw last;
  }

  /** Those that are up first; else in order of preference. */
  private List<Member> order() {
    List<Member> order = new ArrayList<>();
    members.stream().filter(member -> !member.down).forEach(order::add);
    members.stream().filter(member -> !order.contains(member)).forEach(order::add);
    return order;
  }

  /** How many share the time: one that is up leaves nothing to those known to be down. */
  private static int hopes(List<Member> order, int at) {
    boolean down = order.get(at).down;
    return (int) order.stream().skip(at).filter(member -> member.down == down).count();
  }

  private static <T> T bound(Connections connections, Limit limit, Exchange<T> exchange)
      throws DirectoryDown {
    LDAPConnection used = connections.used();
    if (used != null) {
      try {
        return with(used, connections, limit, exchange);
      } catch (LDAPException e) {
        // An idle connection may have been ended by the directory: that says nothing about now.
        if (!e.getResultCode().equals(ResultCode.SERVER_DOWN)) {
          throw DirectoryDown.because(connections.server(), e);
        }
      }
    }
    try {
      return with(connections.fresh(limit), connections, limit, exchange);
    } catch (LDAPException e) {
      throw DirectoryDown.because(connections.server(), e);
    }
  }

  private static <T> T with(
      LDAPConnection connection, Connections connections, Limit limit, Exchange<T> exchange)
      throws LDAPException, DirectoryDown {
    boolean keep = false;
    try {
      T answer = exchange.with(connection, limit);
      keep = true;
      return answer;
    } catch (LDAPException e) {
      keep =
          e.getResultCode().isConnectionUsable() && !e.getResultCode().equals(ResultCode.TIMEOUT);
      throw e;
    } finally {
      if (keep) {
        connections.keep(connection);
      } else {
        Connections.drop(connection);
      }
    }
  }

  /** Tries those that are down until none is, unless that is being done already. */
  private void watch() {
    if (members.size() > 1
        && members.stream().anyMatch(member -> member.down)
        && closed.getCount() > 0
        && watching.compareAndSet(false, true)) {
      Thread.ofVirtual().name("ldap-servers-that-are-down").start(this::retry);
    }
  }

  private void retry() {
    try {
      while (!closed.await(retry.toMillis(), TimeUnit.MILLISECONDS)
          && !retry(Deadline.in(timeout))) {
        // Some are still down.
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return;
    } finally {
      watching.set(false);
    }
    // One may have failed between the last look and now.
    watch();
  }

  /**
   * Connects to every server that is down.
   *
   * @return whether none is any more
   */
  boolean retry(Deadline deadline) {
    for (Member member : members) {
      if (member.down) {
        try {
          member.connections.keep(member.connections.fresh(Limit.of(deadline, timeout)));
          member.down = false;
        } catch (DirectoryDown stillDown) {
          // As before: the next round tries again.
        }
      }
    }
    return members.stream().noneMatch(member -> member.down);
  }

  /** Whether passwords may be sent to all of them. */
  boolean keepSecrets() {
    return members.stream().allMatch(member -> member.connections.server().keepsSecrets());
  }

  /** "the directory a:636 answers", "2 of 3 servers answer, not c:636". */
  String inWords() {
    List<String> down =
        members.stream()
            .filter(member -> member.down)
            .map(member -> member.connections.server().toString())
            .toList();
    if (members.size() == 1) {
      return "the directory " + members.getFirst().connections.server() + " answers";
    }
    return down.isEmpty()
        ? "%d servers answer".formatted(members.size())
        : "%d of %d servers answer, not %s"
            .formatted(members.size() - down.size(), members.size(), String.join(", ", down));
  }

  /** Ends the watch and all connections. */
  @Override
  public void close() {
    closed.countDown();
    members.forEach(member -> member.connections.close());
  }
}
