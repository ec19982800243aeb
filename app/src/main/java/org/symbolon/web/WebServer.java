package org.symbolon.web;

import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.symbolon.issuer.Issuer;
import org.symbolon.keys.MasterKey;
import org.symbolon.protocol.RandomText;
import org.symbolon.templates.Pages;
import org.symbolon.templates.Script;
import org.symbolon.templates.Stylesheet;

/** The HTTP server: all issuers, and what operators ask. Runs from {@link #start} to close. */
public final class WebServer implements AutoCloseable {
  private final Listener main;
  private final Optional<Listener> certified;
  private final Optional<Listener> operations;
  private final List<Listener> all;

  private WebServer(
      Listener main,
      Optional<Listener> certified,
      Optional<Listener> operations,
      List<Listener> all) {
    this.main = main;
    this.certified = certified;
    this.operations = operations;
    this.all = all;
  }

  /**
   * Reads the files that serving needs.
   *
   * @return what can not be used, by the path of its setting, and why
   */
  public static Map<String, String> problems(WebSettings settings, List<Issuer> issuers) {
    Map<String, String> problems = new LinkedHashMap<>();
    settings
        .tls()
        .ifPresent(files -> tryOut("tls", () -> TlsFiles.read(files, new char[0]), problems));
    settings
        .socket()
        .flatMap(socket -> new SocketFile(socket).problem())
        .ifPresent(problem -> problems.put("socket", problem));
    for (Issuer issuer : issuers) {
      issuer
          .display()
          .logo()
          .ifPresent(
              file -> tryOut("issuer " + issuer.id() + " logo", () -> Asset.logo(file), problems));
    }
    return problems;
  }

  private static void tryOut(String path, Runnable reading, Map<String, String> problems) {
    try {
      reading.run();
    } catch (ListenException | UncheckedIOException | IllegalArgumentException unusable) {
      problems.put(path, String.valueOf(unusable.getMessage()));
    }
  }

  /** What all issuers share. */
  public record Shared(
      MasterKey masterKey, RandomText random, RateLimits rates, InstantSource clock) {}

  /**
   * Listens, and answers from now on.
   *
   * @throws ListenException when an address is taken or a TLS file is of no use
   */
  public static WebServer start(
      WebSettings settings, List<IssuerSite> sites, Operations operations, Shared shared) {
    Caller caller =
        new Caller(
            settings.trustedProxies(),
            new CallerCertificates(
                settings.certificates().proxies(),
                settings.socket().filter(WebSettings.Socket::certificates).isPresent()));
    Routes routes = new Routes(caller);
    Routes programs = new Routes(caller);
    Pages pages = new Pages();
    BeginLimit limit = new BeginLimit(caller, shared.clock());
    for (IssuerSite site : sites) {
      List<Route> own = routes(site, caller, limit, pages, shared);
      routes.add(site.issuer().url(), site.certified(), own);
      programs.add(
          site.issuer().url(),
          site.certified(),
          own.stream().filter(route -> route.browser().isEmpty()).toList());
    }
    WebFinger webFinger = new WebFinger(sites.stream().map(IssuerSite::issuer).toList());
    routes.addForAll(List.of(Quiet.favicon(), webFinger.route()));
    OperationsRoutes asked = new OperationsRoutes(operations);
    if (settings.operations().isEmpty()) {
      routes.addForAll(asked.shared(settings.metricsFrom(), caller));
      routes.addForAll(asked.operators(caller));
    }
    List<Listener> open = new ArrayList<>();
    Opening opening =
        (door, what) -> {
          Listener listener =
              Listener.start(door, settings.drain(), what, new ErrorAnswers(what, shared.random()));
          open.add(listener);
          return listener;
        };
    try {
      settings.socket().ifPresent(socket -> opening.open(Door.Socket.of(socket), routes));
      return new WebServer(
          opening.open(main(settings), routes),
          certified(settings).map(door -> opening.open(door, programs)),
          settings
              .operations()
              .map(address -> opening.open(new Door.Plain(address), operations(asked, caller))),
          open);
    } catch (ListenException taken) {
      open.forEach(Listener::close);
      throw taken;
    }
  }

  private interface Opening {
    Listener open(Door door, Routes routes);
  }

  private static Door main(WebSettings settings) {
    boolean asks = settings.certificates().ask() && settings.certificates().listen().isEmpty();
    return settings
        .tls()
        .<Door>map(files -> new Door.Tls(settings.listen(), files, asks))
        .orElseGet(() -> new Door.Plain(settings.listen()));
  }

  private static Optional<Door> certified(WebSettings settings) {
    return settings
        .certificates()
        .listen()
        .flatMap(address -> settings.tls().map(files -> new Door.Tls(address, files, true)));
  }

  private static Routes operations(OperationsRoutes asked, Caller caller) {
    Routes routes = new Routes(caller);
    routes.addForAll(asked.own());
    routes.addForAll(asked.operators(caller));
    return routes;
  }

  private static List<Route> routes(
      IssuerSite site, Caller caller, BeginLimit limit, Pages pages, Shared shared) {
    Asset stylesheet = Asset.of(Stylesheet.render(site.issuer().display().accent()));
    Optional<Asset> logo = site.issuer().display().logo().map(Asset::logo);
    Asset formPost = Asset.of(Script.formPost());
    BrowserSite browser =
        new BrowserSite(
            site, logo, stylesheet, formPost, pages, shared.masterKey(), shared.random());
    Programs programs = new Programs(site);
    Reports reports = new Reports(site, caller);
    Visits visits = new Visits(browser, caller);
    Approvals approvals = new Approvals(browser, visits, reports);
    Outcomes outcomes = new Outcomes(browser, programs, reports);
    List<Asset> assets = new ArrayList<>(List.of(stylesheet, formPost));
    logo.ifPresent(assets::add);

    List<Route> routes = new ArrayList<>();
    routes.addAll(new ProgramRoutes(site, caller, limit, shared.rates()).routes());
    routes.addAll(new FrontPages(browser, assets).routes());
    routes.addAll(new AuthorizePages(browser, visits, approvals, limit, shared.clock()).routes());
    routes.addAll(new DevicePages(browser, visits, caller, reports).routes());
    routes.addAll(new SignInPages(browser, visits, programs).routes());
    routes.addAll(new AccountPages(browser, visits, limit, shared.clock()).routes());
    OwnClientPages.routes(browser, visits, caller, limit, outcomes, shared.clock())
        .forEach(routes::add);
    routes.addAll(new LogoutPages(browser, visits, limit).routes());
    routes.addAll(new SessionFrame(browser).routes());
    routes.addAll(
        new DecisionPages(
                browser,
                visits,
                new ConsentPages(browser, approvals, outcomes, reports),
                new ConfirmPages(browser, outcomes, reports, shared.clock()))
            .routes());
    return routes;
  }

  /** Where it listens: useful when the settings said 0. */
  public int port() {
    return main.port();
  }

  public Optional<Integer> operationsPort() {
    return operations.map(Listener::port);
  }

  /** Where clients are asked for certificates, if that has an address of its own. */
  public Optional<Integer> certifiedPort() {
    return certified.map(Listener::port);
  }

  @Override
  public void close() {
    all.forEach(Listener::close);
  }
}
