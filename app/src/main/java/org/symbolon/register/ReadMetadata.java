package org.symbolon.register;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.symbolon.client.CertificateName;
import org.symbolon.client.GrantType;
import org.symbolon.client.RegisteredMetadata;
import org.symbolon.client.RegisteredMetadata.Method;
import org.symbolon.issuer.Issuer;
import org.symbolon.protocol.ErrorCode;

/**
 * Reads what a client says of itself (RFC 7591 §2): known members by type and value, those at their
 * default left out, since some clients break on them. Others are ignored, as the standard wants,
 * and kept nowhere.
 */
final class ReadMetadata {
  /** RFC 7591 §2, OpenID Connect Registration §2: in plain text, for people. */
  private static final List<String> TEXTS = List.of("software_id", "software_version");

  private static final String CODE = "code";

  private final Members members;
  private final Issuer issuer;
  private final RegistrationSettings settings;
  private final Map<String, Object> found = new LinkedHashMap<>();

  private ReadMetadata(Members members, Issuer issuer, RegistrationSettings settings) {
    this.members = members;
    this.issuer = issuer;
    this.settings = settings;
  }

  /**
   * @param otherwise the name of one that says none
   * @throws MemberException {@code invalid_client_metadata}, {@code invalid_redirect_uri}
   */
  static RegisteredMetadata from(
      Members members, Issuer issuer, RegistrationSettings settings, String otherwise) {
    return new ReadMetadata(members, issuer, settings).read(otherwise);
  }

  private RegisteredMetadata read(String otherwise) {
    ReadAddresses addresses = new ReadAddresses(members, settings.reach());
    Set<GrantType> grantTypes = grantTypes();
    List<String> redirectUris = addresses.redirectUris();
    if (grantTypes.contains(GrantType.AUTHORIZATION_CODE) && redirectUris.isEmpty()) {
      throw MemberException.of(
          ErrorCode.INVALID_REDIRECT_URI, "redirect_uris", "need one for authorization_code");
    }
    found.putAll(new ReadNames(members).names(otherwise));
    put("redirect_uris", redirectUris);
    found.put("grant_types", grantTypes.stream().sorted().map(GrantType::text).toList());
    responseTypes(grantTypes);
    members
        .oneOf("application_type", Set.of("web", "native")::contains, "web or native")
        .filter(type -> !type.equals("web"))
        .ifPresent(type -> found.put("application_type", type));
    Method method = authentication();
    if (method != Method.BASIC) {
      found.put("token_endpoint_auth_method", method.text());
    }
    found.put("scope", String.join(" ", scopes()));
    ReadKeySet.into(found, members, addresses, method);
    if (method == Method.TLS) {
      CertificateName name = new ReadCertificate(members).name();
      found.put(name.kind().member(), name.value());
    }
    found.putAll(addresses.others());
    put("contacts", members.texts("contacts"));
    TEXTS.forEach(name -> members.text(name).ifPresent(text -> found.put(name, text)));
    new ReadTreatment(members, issuer, settings).into(found, method);
    return new RegisteredMetadata(found);
  }

  private Set<GrantType> grantTypes() {
    if (members.node("grant_types").isEmpty()) {
      return Set.of(GrantType.AUTHORIZATION_CODE);
    }
    Set<GrantType> types = EnumSet.noneOf(GrantType.class);
    for (String name : members.texts("grant_types")) {
      types.add(
          GrantType.of(name)
              .filter(ClientRegistration.GRANT_TYPES::contains)
              .orElseThrow(
                  () ->
                      Members.wrong(
                          "grant_types",
                          "may hold authorization_code, refresh_token and that of the device flow"
                              + " only")));
    }
    if (!types.contains(GrantType.AUTHORIZATION_CODE) && !types.contains(GrantType.DEVICE_CODE)) {
      throw Members.wrong("grant_types", "needs authorization_code or that of the device flow");
    }
    return types;
  }

  /** The list may be empty, as some clients send it whatever they do. */
  private void responseTypes(Set<GrantType> grantTypes) {
    if (!List.of(CODE).containsAll(members.texts("response_types"))) {
      throw Members.wrong("response_types", "may hold code only");
    }
    if (!grantTypes.contains(GrantType.AUTHORIZATION_CODE)) {
      found.put("response_types", List.of());
    }
  }

  /** RFC 7591 §2: the server may register fewer. An empty list would mean all that rules give. */
  private List<String> scopes() {
    Optional<String> asked = members.text("scope");
    if (asked.isEmpty()) {
      return settings.scopes();
    }
    Set<String> words = Set.of(asked.get().split(" +"));
    List<String> scopes = settings.scopes().stream().filter(words::contains).toList();
    if (scopes.isEmpty()) {
      throw Members.wrong("scope", "holds none that clients may register here");
    }
    return scopes;
  }

  private Method authentication() {
    String name = members.text("token_endpoint_auth_method").orElse(Method.BASIC.text());
    return Method.of(name)
        .filter(settings.methods()::contains)
        .orElseThrow(
            () ->
                Members.wrong(
                    "token_endpoint_auth_method", "must be one of those the metadata name"));
  }

  private void put(String name, List<String> texts) {
    if (!texts.isEmpty()) {
      found.put(name, texts);
    }
  }
}
