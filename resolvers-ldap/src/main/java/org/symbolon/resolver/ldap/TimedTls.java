package org.symbolon.resolver.ldap;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * TLS with a server of the right name, whose handshake ends when time is up. The SDK limits the
 * connection below it and the requests above it, but waits for a handshake as long as the server
 * likes.
 */
final class TimedTls extends SSLSocketFactory {
  private final SSLSocketFactory tls;
  private final int millis;

  TimedTls(SSLSocketFactory tls, long millis) {
    this.tls = tls;
    this.millis = Math.toIntExact(millis);
  }

  @Override
  public Socket createSocket() throws IOException {
    return timed(tls.createSocket());
  }

  @Override
  public Socket createSocket(Socket below, String host, int port, boolean autoClose)
      throws IOException {
    return timed(tls.createSocket(below, host, port, autoClose));
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return timed(tls.createSocket(host, port));
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort)
      throws IOException {
    return timed(tls.createSocket(host, port, local, localPort));
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return timed(tls.createSocket(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
      throws IOException {
    return timed(tls.createSocket(host, port, local, localPort));
  }

  @Override
  public String[] getDefaultCipherSuites() {
    return tls.getDefaultCipherSuites();
  }

  @Override
  public String[] getSupportedCipherSuites() {
    return tls.getSupportedCipherSuites();
  }

  private Socket timed(Socket socket) throws IOException {
    if (!(socket instanceof SSLSocket secured)) {
      throw new IOException("the platform gave a socket without TLS");
    }
    secured.setSoTimeout(millis);
    // RFC 4513 §3.1.3. The SDK's own check lets any certificate pass for a loopback address.
    SSLParameters parameters = secured.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("LDAPS");
    secured.setSSLParameters(parameters);
    return secured;
  }
}
