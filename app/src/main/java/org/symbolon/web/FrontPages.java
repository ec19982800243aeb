package org.symbolon.web;

import static io.javalin.http.HandlerType.GET;

import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.symbolon.issuer.Issuer;
import org.symbolon.templates.Front;

/** An issuer's start page, and what pages need to look right. */
final class FrontPages {
  private final BrowserSite site;
  private final List<Asset> assets;

  FrontPages(BrowserSite site, List<Asset> assets) {
    this.site = site;
    this.assets = List.copyOf(assets);
  }

  List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    routes.add(Route.page(GET, site.addresses().front(), site, this::front));
    for (Asset asset : assets) {
      routes.add(Route.json(GET, site.addresses().at(asset.path()), asset::answer));
    }
    return routes;
  }

  private void front(Context context) {
    Issuer issuer = site.site().issuer();
    site.show(
        context,
        200,
        new Front(
            issuer.url().toString(),
            issuer.url() + "/.well-known/openid-configuration",
            Optional.of(site.addresses().verification()),
            site.addresses().account()));
  }
}
