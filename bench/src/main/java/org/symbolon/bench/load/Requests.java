package org.symbolon.bench.load;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The bytes of requests. */
final class Requests {
  private static final String HOST = "Host: 127.0.0.1\r\n";

  private Requests() {}

  static byte[] get(String path) {
    return bytes("GET " + path + " HTTP/1.1\r\n" + HOST + "\r\n");
  }

  static byte[] post(String path, String form) {
    return post(path, "", form);
  }

  /** With the client's secret by HTTP Basic. */
  static byte[] postAs(String client, String secret, String path, String form) {
    return post(path, basic(client, secret), form);
  }

  /** And with a proof of possession. */
  static byte[] postProved(String client, String secret, String proof, String path, String form) {
    return post(path, basic(client, secret) + "DPoP: " + proof + "\r\n", form);
  }

  private static String basic(String client, String secret) {
    return "Authorization: Basic "
        + Base64.getEncoder()
            .encodeToString((client + ":" + secret).getBytes(StandardCharsets.US_ASCII))
        + "\r\n";
  }

  static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  private static byte[] post(String path, String header, String form) {
    return bytes(
        "POST "
            + path
            + " HTTP/1.1\r\n"
            + HOST
            + header
            + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: "
            + form.length()
            + "\r\n\r\n"
            + form);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
