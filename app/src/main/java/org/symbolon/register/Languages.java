package org.symbolon.register;

import java.util.regex.Pattern;

/** The languages a member may be told in, after a # (RFC 7591 §2.2). */
final class Languages {
  private static final Pattern TAG = Pattern.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}");

  private Languages() {}

  static boolean isTag(String text) {
    return TAG.matcher(text).matches();
  }
}
