package org.symbolon.register;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.symbolon.client.GrantType;
import org.symbolon.client.RedirectUris;
import org.symbolon.client.RegisteredClient.Metadata;
import org.symbolon.client.RegisteredClient.Method;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.ProtocolException;

/**
 * Reads what a client says of itself (RFC 7591 §2): known members by type and value. Others are
 * ignored, as the standard wants, and kept nowhere.
 */
final class ReadMetadata {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION).build();

  private static final int MOST = 20;
  private static final int LONGEST_NAME = 100;
  private static final int LONGEST_URI = 500;

  private final JsonNode members;
  private final RegistrationSettings settings;

  private ReadMetadata(JsonNode members, RegistrationSettings settings) {
    this.members = members;
    this.settings = settings;
  }

  /**
   * @throws ProtocolException {@code invalid_client_metadata}
   */
  static JsonNode object(byte[] body) {
    try {
      JsonNode read = JSON.readTree(body);
      if (read != null && read.isObject()) {
        return read;
      }
    } catch (IOException malformed) {
      // Told like any other body that is no object.
    }
    throw wrong("the body", "must be one JSON object without a member twice");
  }

  /**
   * @param otherwise the name of one that says none
   * @throws ProtocolException {@code invalid_client_metadata}, {@code invalid_redirect_uri}
   */
  static Metadata from(JsonNode members, RegistrationSettings settings, String otherwise) {
    return new ReadMetadata(members, settings).read(otherwise);
  }

  private Metadata read(String otherwise) {
    Set<GrantType> grantTypes = grantTypes();
    List<String> redirectUris = redirectUris();
    if (grantTypes.contains(GrantType.AUTHORIZATION_CODE) && redirectUris.isEmpty()) {
      throw ProtocolException.of(
          ErrorCode.INVALID_REDIRECT_URI, "redirect_uris: one is needed for authorization_code");
    }
    responseTypes();
    text("application_type")
        .filter(type -> !type.equals("web") && !type.equals("native"))
        .ifPresent(
            type -> {
              throw wrong("application_type", "must be web or native");
            });
    return new Metadata(
        name().orElse(otherwise), redirectUris, grantTypes, scopes(), authentication());
  }

  /** Without characters that change how what stands beside them looks. */
  private Optional<String> name() {
    Optional<String> name = text("client_name").map(String::strip).filter(text -> !text.isEmpty());
    if (name.filter(text -> text.length() > LONGEST_NAME || !text.matches("\\P{C}+")).isPresent()) {
      throw wrong("client_name", "must be up to " + LONGEST_NAME + " visible characters");
    }
    return name;
  }

  private Set<GrantType> grantTypes() {
    if (members.path("grant_types").isMissingNode()) {
      return Set.of(GrantType.AUTHORIZATION_CODE);
    }
    Set<GrantType> types = EnumSet.noneOf(GrantType.class);
    for (String name : texts("grant_types")) {
      types.add(
          GrantType.of(name)
              .filter(ClientRegistration.GRANT_TYPES::contains)
              .orElseThrow(
                  () ->
                      wrong(
                          "grant_types",
                          "may hold authorization_code, refresh_token and that of the device flow"
                              + " only")));
    }
    if (!types.contains(GrantType.AUTHORIZATION_CODE) && !types.contains(GrantType.DEVICE_CODE)) {
      throw wrong("grant_types", "needs authorization_code or that of the device flow");
    }
    return types;
  }

  private List<String> redirectUris() {
    List<String> uris = texts("redirect_uris").stream().distinct().toList();
    for (String uri : uris) {
      Optional<String> problem =
          uri.length() > LONGEST_URI || !uri.matches("[!-~]+")
              ? Optional.of("must be up to " + LONGEST_URI + " plain ASCII characters")
              : RedirectUris.problem(uri);
      if (problem.isPresent()) {
        throw ProtocolException.of(
            ErrorCode.INVALID_REDIRECT_URI, "one of redirect_uris " + problem.get());
      }
    }
    return uris;
  }

  /** The list may be empty, as some clients send it whatever they do. */
  private void responseTypes() {
    if (!List.of("code").containsAll(texts("response_types"))) {
      throw wrong("response_types", "may hold code only");
    }
  }

  /** RFC 7591 §2: the server may register fewer. An empty list would mean all that rules give. */
  private List<String> scopes() {
    Optional<String> asked = text("scope");
    if (asked.isEmpty()) {
      return settings.scopes();
    }
    Set<String> words = Set.of(asked.get().split(" +"));
    List<String> scopes = settings.scopes().stream().filter(words::contains).toList();
    if (scopes.isEmpty()) {
      throw wrong("scope", "holds none that clients may register here");
    }
    return scopes;
  }

  private Method authentication() {
    String name = text("token_endpoint_auth_method").orElse(Method.BASIC.text());
    for (Method method : Method.values()) {
      if (method.text().equals(name)) {
        return method;
      }
    }
    throw wrong(
        "token_endpoint_auth_method", "must be none, client_secret_basic or client_secret_post");
  }

  private Optional<String> text(String name) {
    JsonNode member = members.path(name);
    if (member.isMissingNode()) {
      return Optional.empty();
    }
    if (!member.isTextual()) {
      throw wrong(name, "must be a string");
    }
    return Optional.of(member.textValue());
  }

  private List<String> texts(String name) {
    JsonNode member = members.path(name);
    if (member.isMissingNode()) {
      return List.of();
    }
    if (!member.isArray() || member.size() > MOST) {
      throw wrong(name, "must be a list of up to " + MOST + " strings");
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode one : member) {
      if (!one.isTextual()) {
        throw wrong(name, "must hold strings only");
      }
      texts.add(one.textValue());
    }
    return texts;
  }

  private static ProtocolException wrong(String member, String how) {
    return ProtocolException.of(ErrorCode.INVALID_CLIENT_METADATA, member + " " + how);
  }
}
