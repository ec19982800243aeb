package org.symbolon.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.symbolon.RunningCommand;
import org.symbolon.TestAddress;
import org.symbolon.keys.FileMasterKey;
import org.symbolon.login.LocalAccounts;

/** The provider under test, started from a configuration as an operator would write it. */
final class Provider implements AutoCloseable {
  static final String CALLBACK = "http://127.0.0.1:4321/cb";
  static final String SECRET = "a-secret-of-a-client-0123456789abcdefghi";
  static final String PASSWORD = "a long enough password";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final String origin;
  private final HttpClient http;
  private final RunningCommand gateway;
  private final JsonNode metadata;
  private final Map<String, Signer> keys = new HashMap<>();
  private final Map<String, Signer> rsaKeys = new HashMap<>();

  Provider(Path folder) throws Exception {
    this(folder, "provider.yaml");
  }

  /** Over plain HTTP. */
  Provider(Path folder, String configuration) throws Exception {
    this(folder, configuration, TestAddress.fresh(), "http://", HTTP);
  }

  /**
   * Over TLS.
   *
   * @param folder with what the configuration names
   * @param http trusts the server, and shows no certificate
   */
  Provider(Path folder, String configuration, TestAddress address, HttpClient http)
      throws Exception {
    this(folder, configuration, address, "https://", http);
  }

  private Provider(
      Path folder, String configuration, TestAddress address, String scheme, HttpClient http)
      throws Exception {
    this.http = http;
    origin = scheme + address;
    secret(folder.resolve("key"), FileMasterKey.generate(new SecureRandom()));
    secret(folder.resolve("secret"), SECRET);
    for (String client : List.of("fapi", "fapi-other")) {
      keys.put(client, Signer.es256(client));
      rsaKeys.put(client, Signer.ps256(client + "-rsa"));
      Files.writeString(
          folder.resolve(client + ".json"),
          new JWKSet(List.of(key(client).key(), rsaKey(client).key())).toString(true));
    }
    Path config = folder.resolve("symbolon.yaml");
    String hash = LocalAccounts.hash(PASSWORD.toCharArray());
    Files.writeString(
        config,
        text(configuration)
            .replace("ORIGIN", origin)
            .replace("CERTIFIED", address.next().toString())
            .replace("LISTEN", address.toString())
            .replace("HASH", hash));
    gateway = new RunningCommand("serve", "--config", config.toString());
    metadata = json(get("/.well-known/openid-configuration", Map.of()));
  }

  private static void secret(Path file, String text) throws IOException {
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  private static String text(String name) throws IOException {
    try (var stream = Provider.class.getResourceAsStream(name)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  String origin() {
    return origin;
  }

  /** That shows no certificate. */
  HttpClient http() {
    return http;
  }

  /** With which a configured client signs. */
  Signer key(String client) {
    return Optional.ofNullable(keys.get(client)).orElseThrow();
  }

  /** With which it can sign too. */
  Signer rsaKey(String client) {
    return Optional.ofNullable(rsaKeys.get(client)).orElseThrow();
  }

  JsonNode metadata() {
    return metadata;
  }

  /** An address out of the metadata. */
  String at(String endpoint) {
    return metadata.required(endpoint).asText();
  }

  /** Where clients with a certificate go. */
  String alias(String endpoint) {
    return metadata.required("mtls_endpoint_aliases").required(endpoint).asText();
  }

  HttpResponse<String> get(String address, Map<String, String> headers) {
    return get(http, absolute(address).toString(), headers);
  }

  static HttpResponse<String> get(HttpClient from, String address, Map<String, String> headers) {
    return send(from, HttpRequest.newBuilder(URI.create(address)), headers);
  }

  HttpResponse<String> post(String address, Map<String, String> form, Map<String, String> headers) {
    return post(http, absolute(address).toString(), form, headers);
  }

  static HttpResponse<String> post(
      HttpClient from, String address, Map<String, String> form, Map<String, String> headers) {
    return send(
        from,
        HttpRequest.newBuilder(URI.create(address))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(encoded(form))),
        headers);
  }

  HttpResponse<String> json(
      String method, String address, String body, Map<String, String> headers) {
    return send(
        http,
        HttpRequest.newBuilder(absolute(address))
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body)),
        headers);
  }

  private URI absolute(String address) {
    return URI.create(address.startsWith("http") ? address : origin + address);
  }

  private static HttpResponse<String> send(
      HttpClient from, HttpRequest.Builder request, Map<String, String> headers) {
    headers.forEach(request::header);
    try {
      return from.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  static JsonNode json(HttpResponse<String> answer) {
    return json(answer.body());
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new AssertionError("no JSON: " + text, e);
    }
  }

  static String encoded(Map<String, String> form) {
    return form.entrySet().stream()
        .map(
            entry ->
                entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  @Override
  public void close() throws Exception {
    gateway.close();
  }
}
