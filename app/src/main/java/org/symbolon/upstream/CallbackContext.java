package org.symbolon.upstream;

import java.net.URI;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pac4j.core.context.Cookie;
import org.pac4j.core.context.WebContext;

/**
 * What pac4j sees of a web request: the callback's address and parameters, nothing else. It sets no
 * cookie and no header; the web layer does that for itself.
 */
final class CallbackContext implements WebContext {
  private final URI callback;
  private final Map<String, String> parameters;
  private final Map<String, Object> attributes = new HashMap<>();

  CallbackContext(URI callback, Map<String, String> parameters) {
    this.callback = callback;
    this.parameters = Map.copyOf(parameters);
  }

  @Override
  public Optional<String> getRequestParameter(String name) {
    return Optional.ofNullable(parameters.get(name));
  }

  @Override
  public Map<String, String[]> getRequestParameters() {
    Map<String, String[]> arrays = new HashMap<>();
    parameters.forEach((name, value) -> arrays.put(name, new String[] {value}));
    return arrays;
  }

  @Override
  public Optional<Object> getRequestAttribute(String name) {
    return Optional.ofNullable(attributes.get(name));
  }

  @Override
  public void setRequestAttribute(String name, @Nullable Object value) {
    if (value == null) {
      attributes.remove(name);
    } else {
      attributes.put(name, value);
    }
  }

  @Override
  public Optional<String> getRequestHeader(String name) {
    return Optional.empty();
  }

  @Override
  public String getRequestMethod() {
    return "GET";
  }

  @Override
  public String getRemoteAddr() {
    return "";
  }

  @Override
  public void setResponseHeader(String name, String value) {
    // Nothing of pac4j's reaches the browser but the redirect's address.
  }

  @Override
  public Optional<String> getResponseHeader(String name) {
    return Optional.empty();
  }

  @Override
  public void setResponseContentType(String content) {
    // See setResponseHeader.
  }

  @Override
  public String getServerName() {
    return callback.getHost();
  }

  @Override
  public int getServerPort() {
    return callback.getPort();
  }

  @Override
  public String getScheme() {
    return callback.getScheme();
  }

  @Override
  public boolean isSecure() {
    return callback.getScheme().equals("https");
  }

  @Override
  public String getFullRequestURL() {
    return callback.toString();
  }

  @Override
  public Collection<Cookie> getRequestCookies() {
    return List.of();
  }

  @Override
  public void addResponseCookie(Cookie cookie) {
    // See setResponseHeader.
  }

  @Override
  public String getPath() {
    return callback.getPath();
  }
}
