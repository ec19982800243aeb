package org.symbolon.upstream;

import org.pac4j.core.context.WebContext;
import org.pac4j.core.http.callback.CallbackUrlResolver;
import org.pac4j.core.http.url.UrlResolver;

/** The redirect URI is the one that the caller gave, to the letter. */
final class GivenCallback implements CallbackUrlResolver {
  @Override
  public String compute(
      UrlResolver urlResolver, String url, String clientName, WebContext context) {
    return context.getFullRequestURL();
  }

  @Override
  public boolean matches(String clientName, WebContext context) {
    return true;
  }
}
