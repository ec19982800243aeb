package org.symbolon.templates;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.awt.Rectangle;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Serves every sample on loopback, under the content security policy it is made for, and one sheet
 * that shows them all side by side: one start of a browser then takes all pictures at once.
 */
final class Gallery implements AutoCloseable {
  private static final String HTML = "text/html; charset=utf-8";
  private static final String LOGO =
      """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 36 36">
      <path fill="#0b5fa5" d="M18 3a15 15 0 1 0 0 30V3z"/>
      <path fill="#7fb2dd" d="M20 3v30a15 15 0 0 0 0-30z"/></svg>
      """;

  private final HttpServer server;
  private final Pages pages = new Pages();
  private final Map<String, Page> samples = Samples.pages();

  Gallery() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", exchange -> send(exchange, "text/plain", ""));
    server.createContext("/logo.svg", exchange -> send(exchange, "image/svg+xml", LOGO));
    server.createContext(
        Samples.site().stylesheet(),
        exchange -> send(exchange, "text/css; charset=utf-8", Samples.STYLESHEET.text()));
    samples.forEach(
        (name, page) ->
            server.createContext("/page/" + name, exchange -> sendPage(exchange, page)));
    for (Sheet sheet : Sheet.values()) {
      server.createContext(sheet.path(), exchange -> send(exchange, HTML, html(sheet)));
    }
    server.start();
  }

  String url(Sheet sheet) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + sheet.path();
  }

  /** Where each sample is on a sheet. */
  Map<String, Rectangle> places(Sheet sheet) {
    Map<String, Rectangle> places = new LinkedHashMap<>();
    List<String> names = List.copyOf(samples.keySet());
    for (int index = 0; index < names.size(); index++) {
      int left = index % sheet.columns * sheet.width;
      int top = index / sheet.columns * sheet.height;
      places.put(names.get(index), new Rectangle(left, top, sheet.width, sheet.height));
    }
    return places;
  }

  private String html(Sheet sheet) {
    StringBuilder html =
        new StringBuilder("<!DOCTYPE html><title>Gallery</title><style>body{margin:0}")
            .append("iframe{position:absolute;border:0}</style>");
    places(sheet)
        .forEach(
            (name, place) ->
                html.append(
                    "<iframe src=\"/page/%s\" style=\"left:%dpx;top:%dpx\" width=%d height=%d></iframe>"
                        .formatted(name, place.x, place.y, place.width, place.height)));
    return html.toString();
  }

  private void sendPage(HttpExchange exchange, Page page) throws IOException {
    String policy = Pages.policy(page) + "; form-action 'self'";
    exchange
        .getResponseHeaders()
        .set(
            "Content-Security-Policy",
            policy.replace("frame-ancestors 'none'", "frame-ancestors 'self'"));
    send(exchange, HTML, pages.render(Samples.site(), page));
  }

  private static void send(HttpExchange exchange, String type, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  /** All samples in one kind of window. */
  enum Sheet {
    PHONE(390, 1320, 5),
    SMALL_PHONE(360, 1320, 5),
    DESKTOP(1280, 1150, 3);

    final int width;
    final int height;
    final int columns;

    Sheet(int width, int height, int columns) {
      this.width = width;
      this.height = height;
      this.columns = columns;
    }

    String path() {
      return "/sheet/" + name();
    }

    int rows(int samples) {
      return (samples + columns - 1) / columns;
    }
  }
}
