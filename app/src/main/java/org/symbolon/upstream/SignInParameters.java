package org.symbolon.upstream;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How the redirect asks the institution to sign the person in: the site's settings and the
 * program's request in one. The stricter of both counts.
 */
record SignInParameters(Map<String, String> values) {
  private static final String PROMPT = "prompt";
  private static final String MAX_AGE = "max_age";
  private static final String LOGIN_HINT = "login_hint";
  private static final String ACR_VALUES = "acr_values";

  /** Parameters that stand here, and so nowhere else. */
  static final Set<String> NAMES = Set.of(PROMPT, MAX_AGE, LOGIN_HINT, ACR_VALUES);

  static SignInParameters of(Map<String, String> configured, SignInRequest request) {
    Map<String, String> values = new LinkedHashMap<>();
    prompt(configured, request).ifPresent(prompt -> values.put(PROMPT, prompt));
    Stream.concat(
            Optional.ofNullable(configured.get(MAX_AGE)).map(Long::parseLong).stream(),
            request.maxAge().map(age -> age.toSeconds()).stream())
        .min(Long::compare)
        .ifPresent(age -> values.put(MAX_AGE, age.toString()));
    request
        .loginHint()
        .or(() -> Optional.ofNullable(configured.get(LOGIN_HINT)))
        .ifPresent(hint -> values.put(LOGIN_HINT, hint));
    // What the site demands no program may lower.
    Optional.ofNullable(configured.get(ACR_VALUES))
        .or(request::acrValues)
        .ifPresent(acr -> values.put(ACR_VALUES, acr));
    return new SignInParameters(values);
  }

  private static Optional<String> prompt(Map<String, String> configured, SignInRequest request) {
    Set<String> prompts = new LinkedHashSet<>();
    Optional.ofNullable(configured.get(PROMPT))
        .ifPresent(text -> prompts.addAll(List.of(text.split(" "))));
    if (request.anew()) {
      prompts.add("login");
    }
    if (request.chooseAccount()) {
      prompts.add("select_account");
    }
    if (prompts.size() > 1) {
      // OpenID Connect Core §3.1.2.1: none stands alone.
      prompts.remove("none");
    }
    return prompts.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", prompts));
  }

  /** Whether the person must sign in although the institution knows the browser. */
  boolean anew() {
    return List.of(values.getOrDefault(PROMPT, "").split(" ")).contains("login");
  }

  Optional<String> maxAge() {
    return Optional.ofNullable(values.get(MAX_AGE));
  }

  /** To be appended to a query; empty or begins with an ampersand. */
  String query() {
    return values.entrySet().stream()
        .map(
            entry ->
                "&"
                    + entry.getKey()
                    + "="
                    + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining());
  }
}
