package org.symbolon.fetch;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Fetches over https; over http only from this machine itself, and only where {@link
 * Reach#LOOPBACK} says so. Follows no redirect. Safe for use by many threads; a caller waits on its
 * own (virtual) thread, never longer than {@link Limits#total}.
 *
 * <p>A name is looked up and all its addresses are judged before each exchange. The JDK's client
 * can not be given the judged address, it asks again; what keeps a changed answer (DNS rebinding)
 * from slipping in between is the JDK's cache of look-ups ({@code networkaddress.cache.ttl}, 30 s
 * unless changed), and over https the certificate. So do not set that cache to zero.
 */
public final class Fetcher implements AutoCloseable {
  private final Limits limits;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient client;

  public Fetcher(Limits limits) {
    this.limits = limits;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(limits.connect())
            .executor(threads)
            .build();
  }

  public Limits limits() {
    return limits;
  }

  /** One exchange, tried once. */
  public Fetch fetch(Request request) {
    Future<Fetch> exchange;
    try {
      exchange = threads.submit(() -> exchange(request));
    } catch (RejectedExecutionException e) {
      return new Fetch.Failed("this process is stopping");
    }
    try {
      return exchange.get(limits.total().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      exchange.cancel(true);
      return new Fetch.Failed(
          host(request.uri()) + " did not answer within " + limits.total().toMillis() + " ms");
    } catch (ExecutionException | CancellationException e) {
      return new Fetch.Failed(host(request.uri()) + " could not be asked: " + e);
    } catch (InterruptedException e) {
      exchange.cancel(true);
      Thread.currentThread().interrupt();
      return new Fetch.Failed("interrupted while asking " + host(request.uri()));
    }
  }

  private Fetch exchange(Request request) throws InterruptedException {
    Optional<String> refusal = refusal(request.uri());
    if (refusal.isPresent()) {
      return new Fetch.Failed(refusal.get());
    }
    try {
      HttpResponse<String> answer =
          client.send(
              httpRequest(request),
              BodyHandlers.limiting(
                  BodyHandlers.ofString(StandardCharsets.UTF_8), limits.largestBody()));
      return new Fetch.Fetched(answer.statusCode(), answer.body(), headers(answer));
    } catch (IOException e) {
      return new Fetch.Failed(host(request.uri()) + " could not be asked: " + e);
    }
  }

  private HttpRequest httpRequest(Request request) {
    HttpRequest.Builder builder = HttpRequest.newBuilder(request.uri()).timeout(limits.total());
    request.headers().forEach(builder::setHeader);
    request
        .form()
        .ifPresent(
            form ->
                builder
                    .setHeader("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(form)));
    return builder.build();
  }

  private Optional<String> refusal(URI uri) {
    String scheme = uri.getScheme();
    String host = uri.getHost();
    if (host == null
        || uri.getRawUserInfo() != null
        || !List.of("https", "http").contains(scheme)) {
      return Optional.of("not an https address: " + host(uri));
    }
    boolean plain = scheme.equals("http");
    try {
      for (InetAddress address : InetAddress.getAllByName(host)) {
        if (!limits.reach().allows(address)) {
          return Optional.of(
              host + " has the address " + address.getHostAddress() + ", which is not allowed");
        }
        if (plain && !address.isLoopbackAddress()) {
          return Optional.of("plain http is for loopback only, not for " + host);
        }
      }
      return Optional.empty();
    } catch (UnknownHostException e) {
      return Optional.of("unknown host " + host);
    }
  }

  private static Map<String, List<String>> headers(HttpResponse<?> answer) {
    Map<String, List<String>> headers = new HashMap<>();
    answer
        .headers()
        .map()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
    return headers;
  }

  private static String host(URI uri) {
    return uri.getHost() == null ? "an address without a host" : uri.getHost();
  }

  @Override
  public void close() {
    client.shutdownNow();
    threads.shutdownNow();
  }
}
