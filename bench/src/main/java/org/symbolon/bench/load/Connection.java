package org.symbolon.bench.load;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One kept-alive HTTP/1.1 connection: a write and mostly one read for each request. Reads just what
 * this server answers: a status, headers, and a body of known length.
 */
final class Connection implements AutoCloseable {
  private static final Pattern LENGTH = Pattern.compile("\r\ncontent-length: *([0-9]+)");

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;
  private byte[] buffer = new byte[16 * 1024];
  private int filled;

  Connection(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    in = socket.getInputStream();
    out = socket.getOutputStream();
  }

  Answer exchange(byte[] request) throws IOException {
    out.write(request);
    filled = 0;
    int head = headLength();
    String headers = new String(buffer, 0, head, StandardCharsets.ISO_8859_1);
    Matcher length = LENGTH.matcher(headers.toLowerCase(Locale.ROOT));
    if (!length.find()) {
      throw new IOException("an answer without a length: " + headers);
    }
    int end = head + Integer.parseInt(length.group(1));
    while (filled < end) {
      read();
    }
    return new Answer(
        Integer.parseInt(headers.substring(9, 12)),
        new String(buffer, head, end - head, StandardCharsets.UTF_8));
  }

  /** Up to and with the empty line. */
  private int headLength() throws IOException {
    int from = 0;
    while (true) {
      read();
      for (int index = Math.max(3, from); index < filled; index++) {
        if (buffer[index] == '\n' && buffer[index - 1] == '\r' && buffer[index - 2] == '\n') {
          return index + 1;
        }
      }
      from = filled;
    }
  }

  private void read() throws IOException {
    if (filled == buffer.length) {
      buffer = Arrays.copyOf(buffer, 2 * buffer.length);
    }
    int count = in.read(buffer, filled, buffer.length - filled);
    if (count < 0) {
      throw new EOFException("the server closed the connection");
    }
    filled += count;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
