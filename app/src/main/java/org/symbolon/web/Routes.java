package org.symbolon.web;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.javalin.router.EndpointNotFound;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * All routes of all issuers. Where several issuers have hosts of their own, the request's host
 * decides among them; it decides nothing else.
 */
final class Routes {
  private static final String CURRENT = "symbolon.route";

  private final Caller caller;
  private final List<OfSite> all = new ArrayList<>();
  private final Set<String> hosts = new TreeSet<>();

  Routes(Caller caller) {
    this.caller = caller;
  }

  /** With no host it is everybody's. */
  private record OfSite(Set<String> hosts, Route route, Pattern pattern) {}

  /**
   * Adds an issuer's routes.
   *
   * @param another address under which they are reached
   */
  void add(URI issuer, Optional<URI> another, List<Route> routes) {
    hosts.add(host(issuer));
    Set<String> own = new TreeSet<>(Set.of(host(issuer)));
    another.map(Routes::host).ifPresent(own::add);
    routes.forEach(route -> add(own, route));
  }

  private static String host(URI address) {
    return address.getRawAuthority().toLowerCase(Locale.ROOT);
  }

  /** Adds routes that belong to no issuer. */
  void addForAll(List<Route> routes) {
    routes.forEach(route -> add(Set.of(), route));
  }

  private void add(Set<String> own, Route route) {
    String[] parts = route.path().split("\\{[a-z]+\\}", -1);
    StringBuilder pattern = new StringBuilder(Pattern.quote(parts[0]));
    for (int part = 1; part < parts.length; part++) {
      pattern.append("[^/]+").append(Pattern.quote(parts[part]));
    }
    all.add(new OfSite(own, route, Pattern.compile(pattern + "/?")));
  }

  void register(JavalinConfig config) {
    Map<String, List<OfSite>> together = new LinkedHashMap<>();
    for (OfSite one : all) {
      together
          .computeIfAbsent(
              one.route().method() + " " + one.route().path(), first -> new ArrayList<>())
          .add(one);
    }
    together.forEach(
        (key, some) -> {
          Route first = some.getFirst().route();
          Handler handler =
              hosts.size() < 2
                  ? context -> handle(first, context)
                  : context -> handle(choose(some, context), context);
          config.routes.addHttpHandler(first.method(), first.path(), handler);
          if (hasHead(first)) {
            config.routes.addHttpHandler(HandlerType.HEAD, first.path(), handler);
          }
        });
  }

  /** Pages are not asked for by HEAD: some of them begin something. */
  private static boolean hasHead(Route route) {
    return route.method().equals(HandlerType.GET) && route.browser().isEmpty();
  }

  /**
   * Virtual threads are not preempted: while a connection has its next request ready, its thread
   * would keep its processor, and with as many such connections as processors the others would wait
   * for long. So whoever has waited goes first.
   */
  @SuppressWarnings("ThreadPriorityCheck") // Nothing depends on it but the order of answers.
  private static void handle(Route route, Context context) throws Exception {
    Thread.yield();
    context.attribute(CURRENT, route);
    route.handler().handle(context);
  }

  private Route choose(List<OfSite> some, Context context) {
    return some.stream()
        .filter(one -> isMeant(one, context))
        .findFirst()
        .map(OfSite::route)
        .orElseThrow(() -> new EndpointNotFound(context.method(), context.path()));
  }

  private boolean isMeant(OfSite one, Context context) {
    return one.hosts().isEmpty()
        || hosts.size() < 2
        || one.hosts().contains(caller.host(context).toLowerCase(Locale.ROOT));
  }

  /** The methods a path takes. */
  Set<String> allowed(String path) {
    Set<String> methods = new TreeSet<>();
    for (OfSite one : all) {
      if (one.pattern().matcher(path).matches()) {
        methods.add(one.route().method().toString());
        if (hasHead(one.route())) {
          methods.add("HEAD");
        }
      }
    }
    return methods;
  }

  /** Whose pages tell what went wrong; absent where JSON does. */
  Optional<BrowserSite> browserSite(Context context) {
    Route current = context.attribute(CURRENT);
    if (current != null) {
      return current.browser();
    }
    List<OfSite> meant = all.stream().filter(one -> isMeant(one, context)).toList();
    Optional<OfSite> samePath =
        meant.stream().filter(one -> one.pattern().matcher(context.path()).matches()).findFirst();
    if (samePath.isPresent()) {
      return samePath.get().route().browser();
    }
    String accept = context.header("Accept");
    return accept != null && accept.contains("text/html")
        ? nearest(meant, context.path())
        : Optional.empty();
  }

  private static Optional<BrowserSite> nearest(List<OfSite> meant, String path) {
    return meant.stream()
        .flatMap(one -> one.route().browser().stream())
        .filter(site -> (path + "/").startsWith(site.addresses().prefix() + "/"))
        .reduce(
            (one, other) ->
                one.addresses().prefix().length() >= other.addresses().prefix().length()
                    ? one
                    : other);
  }
}
