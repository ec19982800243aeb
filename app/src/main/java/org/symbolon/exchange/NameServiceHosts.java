package org.symbolon.exchange;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.ProtocolError;
import org.symbolon.protocol.ProtocolException;

/**
 * Hosts as the name service of this machine knows them. Looked up forwards: what an address calls
 * itself is up to whoever has it. A name service that hangs costs a request {@link #LONGEST}, and
 * never more than {@link #AT_ONCE} threads.
 */
public final class NameServiceHosts implements HostCheck {
  static final int AT_ONCE = 8;
  private static final Duration LONGEST = Duration.ofSeconds(3);
  private static final Duration IDLE = Duration.ofSeconds(30);

  private final Names names;
  private final Duration longest;

  // Of the platform's kind: the call is native, and would keep a virtual thread's carrier.
  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          0,
          AT_ONCE,
          IDLE.toSeconds(),
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          Thread.ofPlatform().daemon().name("host-names-", 0).factory());

  /** What a name service says; blocks as long as it likes. */
  interface Names {
    List<InetAddress> addresses(String host) throws UnknownHostException;
  }

  public NameServiceHosts() {
    this(host -> List.of(InetAddress.getAllByName(host)), LONGEST);
  }

  NameServiceHosts(Names names, Duration longest) {
    this.names = names;
    this.longest = longest;
  }

  @Override
  public void require(String host, String address) {
    try {
      // What is no address ("unknown") is nobody's: looked up it would be a name, or this machine.
      if (addresses(host).contains(InetAddress.ofLiteral(address))) {
        return;
      }
    } catch (IllegalArgumentException unreadable) {
      throw unavailable("no address: " + address);
    }
    throw ProtocolError.of(
            ErrorCode.INVALID_REQUEST, "from this job grant tokens are drawn on another host")
        .withDetail(address + " is none of the addresses of " + host)
        .exception();
  }

  private List<InetAddress> addresses(String host) {
    Future<List<InetAddress>> asked;
    try {
      asked = threads.submit(() -> names.addresses(host));
    } catch (RejectedExecutionException full) {
      throw unavailable("the name service hangs: all threads wait for it");
    }
    try {
      return asked.get(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException slow) {
      asked.cancel(true);
      throw unavailable("the name service did not answer in time about " + host);
    } catch (ExecutionException failed) {
      // An unknown name can not be told from a name service that is down.
      throw unavailable("no address of " + host + ": " + failed.getCause());
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw unavailable("interrupted");
    }
  }

  private static ProtocolException unavailable(String detail) {
    return ProtocolError.unavailable(
            "the host of the job grant can not be looked up: try again later", detail)
        .exception();
  }
}
