package org.symbolon.register;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.symbolon.client.RedirectUris;
import org.symbolon.fetch.Reach;
import org.symbolon.protocol.ErrorCode;

/** Reads the addresses a client gives. Nothing is fetched here. */
final class ReadAddresses {
  private static final int LONGEST = 500;

  /** OpenID Connect Registration §2; the language may be told after a # (§2.1). */
  private static final List<String> LINKS =
      List.of("logo_uri", "client_uri", "policy_uri", "tos_uri");

  private final Members members;
  private final boolean loopback;

  /**
   * @param reach where LOOPBACK, plain http is allowed there
   */
  ReadAddresses(Members members, Reach reach) {
    this.members = members;
    this.loopback = reach == Reach.LOOPBACK;
  }

  /**
   * @throws MemberException {@code invalid_redirect_uri}
   */
  List<String> redirectUris() {
    List<String> uris = members.texts("redirect_uris");
    uris.forEach(uri -> redirectUri("redirect_uris", uri, ErrorCode.INVALID_REDIRECT_URI));
    return uris;
  }

  /** All others that are given. */
  Map<String, Object> others() {
    Map<String, Object> found = new LinkedHashMap<>();
    for (String link : LINKS) {
      one(link, found);
      members.names(link + "#").stream()
          .filter(name -> Languages.isTag(name.substring(link.length() + 1)))
          .forEach(name -> one(name, found));
    }
    one("initiate_login_uri", found);
    one("sector_identifier_uri", found);
    noFragment("backchannel_logout_uri", found);
    noFragment("frontchannel_logout_uri", found);
    List<String> requests = members.texts("request_uris");
    requests.forEach(uri -> web("request_uris", uri));
    put("request_uris", requests, found);
    List<String> afterLogout = members.texts("post_logout_redirect_uris");
    afterLogout.forEach(
        uri -> redirectUri("post_logout_redirect_uris", uri, ErrorCode.INVALID_CLIENT_METADATA));
    put("post_logout_redirect_uris", afterLogout, found);
    return found;
  }

  /** One web address, where it is given. */
  Optional<String> one(String name) {
    Optional<String> text = members.text(name);
    text.ifPresent(uri -> web(name, uri));
    return text;
  }

  private void one(String name, Map<String, Object> found) {
    one(name).ifPresent(uri -> found.put(name, uri));
  }

  private void noFragment(String name, Map<String, Object> found) {
    Optional<String> uri = one(name);
    if (uri.filter(text -> text.indexOf('#') >= 0).isPresent()) {
      throw Members.wrong(name, "must have no fragment");
    }
    uri.ifPresent(text -> found.put(name, text));
  }

  private static void put(String name, List<String> uris, Map<String, Object> found) {
    if (!uris.isEmpty()) {
      found.put(name, uris);
    }
  }

  private static void redirectUri(String name, String uri, ErrorCode code) {
    Optional<String> problem =
        uri.length() > LONGEST || !uri.matches("[!-~]+")
            ? Optional.of("must be up to " + LONGEST + " plain ASCII characters")
            : RedirectUris.problem(uri);
    if (problem.isPresent()) {
      throw MemberException.of(code, name, uri, problem.get());
    }
  }

  /** In small letters, as pages that carry it and policies that name it want it. */
  private void web(String name, String text) {
    try {
      URI uri = new URI(text);
      boolean http = loopback && "http".equals(uri.getScheme()) && isLoopback(uri);
      if (text.matches("[!-~]+")
          && (http || "https".equals(uri.getScheme()))
          && uri.getHost() != null
          && uri.getRawUserInfo() == null) {
        return;
      }
    } catch (URISyntaxException malformed) {
      // Told like any other that is of no use.
    }
    throw Members.wrong(name, "must begin with https:// and have a host and no user");
  }

  private static boolean isLoopback(URI uri) {
    return uri.getHost() != null
        && RedirectUris.problem("http://" + uri.getRawAuthority() + "/").isEmpty();
  }
}
