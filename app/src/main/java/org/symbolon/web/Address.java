package org.symbolon.web;

/**
 * Where to listen.
 *
 * @param host a name or an IP address, without brackets; {@code 0.0.0.0} or {@code ::} for all
 * @param port 0 to 65535; 0 takes any free one
 */
public record Address(String host, int port) {
  @Override
  public String toString() {
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
  }
}
