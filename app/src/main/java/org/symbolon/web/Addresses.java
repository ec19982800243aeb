package org.symbolon.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.symbolon.issuer.Issuer;

/**
 * The paths of one issuer's pages. Built from the configured address alone, never from what a
 * request says about its host.
 */
final class Addresses {
  private final Issuer issuer;
  private final String prefix;

  Addresses(Issuer issuer) {
    this.issuer = issuer;
    this.prefix = issuer.pathPrefix();
  }

  String prefix() {
    return prefix;
  }

  String at(String path) {
    return prefix + path;
  }

  String front() {
    return prefix.isEmpty() ? "/" : prefix;
  }

  String authorization() {
    return at(issuer.paths().authorization());
  }

  String verification() {
    return at(issuer.paths().verification());
  }

  String callback() {
    return at(issuer.paths().callback());
  }

  String signIn() {
    return at("/sign-in");
  }

  /** With a path parameter, for the router. */
  String signInMethods() {
    return at("/sign-in/with/{method}");
  }

  String signInWith(String method) {
    return at("/sign-in/with/" + encoded(method));
  }

  String signInAgain() {
    return at("/sign-in/again");
  }

  String goOn() {
    return at("/sign-in/continue");
  }

  String decision() {
    return at("/sign-in/decision");
  }

  String account() {
    return at("/account");
  }

  String accountEnd() {
    return at("/account/end");
  }

  String accountMay() {
    return at("/account/may");
  }

  /** Where a person registers a client of their own. */
  String accountRegister() {
    return at("/account/register");
  }

  String logout() {
    return at("/logout");
  }

  String logoutDecision() {
    return at("/logout/decision");
  }

  /** Back from the institution, which has signed the person out. */
  String logoutDone() {
    return at("/logout/done");
  }

  /** The frame of session management. */
  String sessionFrame() {
    return at("/session");
  }

  /** A path that goes on with a transaction. Its secret is worth nothing without the cookie. */
  static String with(String path, String transaction) {
    return path + "?transaction=" + encoded(transaction);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
