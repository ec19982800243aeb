package org.symbolon.web;

import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.util.Optional;

/**
 * One method of one path.
 *
 * @param browser whose pages answer, errors too; absent where JSON does
 */
record Route(HandlerType method, String path, Optional<BrowserSite> browser, Handler handler) {
  static Route json(HandlerType method, String path, Handler handler) {
    return new Route(method, path, Optional.empty(), handler);
  }

  static Route page(HandlerType method, String path, BrowserSite site, Handler handler) {
    return new Route(method, path, Optional.of(site), handler);
  }
}
