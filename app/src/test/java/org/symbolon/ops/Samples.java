package org.symbolon.ops;

import java.util.List;

/** Texts with a secret in each, as libraries and careless callers would log them. */
final class Samples {
  static final String JWT =
      "eyJhbGciOiJFUzI1NiIsImtpZCI6ImsxIn0.eyJzdWIiOiJhbmEifQ.MEUCIQDc3pZ9mT0vYQ4Xx1Rk2w";

  private static final String SECRET = "Zk1vQ2hpcF9sYWtlLXJpdmVyLTQ3LWJsdWUtc3RvbmU";
  private static final String REFRESH = "AAAAAAAAAAAAAAAAAAAAAA.3.k1." + SECRET;

  private Samples() {}

  static List<Sample> all() {
    return List.of(
        sample("verified " + JWT + " in 1 ms", "MEUCIQDc3pZ9mT0vYQ4Xx1Rk2w", "eyJzdWI"),
        sample("{\"access_token\":\"" + JWT + "\"}", "eyJ"),
        sample("cut off: eyJhbGciOiJFUzI1NiIsImtpZCI6Imsx", "eyJ"),
        sample("refreshing " + REFRESH, SECRET),
        sample("a code " + SECRET + " came", SECRET),
        sample("Authorization: Bearer opaque-1234", "opaque-1234"),
        sample("sent bearer opaque.1234~x/y+z==", "opaque.1234"),
        sample("sent Basic Y2xpZW50OnNlY3JldA==", "Y2xpZW50OnNlY3JldA"),
        sample("DPoP abc.def", "abc.def"),
        sample("Cookie: __Host-symbolon=abc; other=def", "abc", "def"),
        sample("Set-Cookie: id=abc; Path=/", "abc"),
        sample("form grant_type=authorization_code&code=abc&client_secret=def", "abc", "def"),
        sample("client_secret=a,b[c]{d} next", "a,b", "[c]"),
        sample("password=hunter2", "hunter2"),
        sample("bind-password: hunter2", "hunter2"),
        sample("Password = 'hunter 2'", "hunter", " 2"),
        sample("{\"password\": \"hun\\\"ter2\"}", "hun", "ter2"),
        sample("Settings[user=ana, password=hunter2, pool=3]", "hunter2"),
        sample("Login[userCode=BDFG-HKLM]", "BDFG"),
        sample("device_code=abc", "abc"),
        sample("refresh_token=abc&scope=x", "abc"),
        sample("{refresh_token=[abc], code_verifier=[def]}", "abc", "def"),
        sample("https://gateway/callback?code=abc&state=x", "code=abc"),
        sample("to https%3A%2F%2Fx%3Fcode%3Dabc", "abc"),
        sample("client_assertion=abc", "abc"),
        sample("jdbc:postgresql://ana:hunter2@db/x", "hunter2"),
        sample("hash $argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA", "c2FsdA", "aGFzaA"),
        sample("hash $2y$10$abcdefghijklmnopqrstuv", "abcdefgh"),
        sample("ana:$6$salt$abcdefghijk:19000", "abcdefghijk"),
        sample("{\"kty\":\"EC\",\"d\":\"abc\",\"x\":\"pub\"}", "abc"),
        sample(
            "-----BEGIN EC PRIVATE KEY-----\nMHcCAQEE\nIIGl\n-----END EC PRIVATE KEY-----",
            "MHcCAQEE",
            "IIGl"),
        sample("-----BEGIN PRIVATE KEY-----\nMHcCAQEE", "MHcCAQEE"));
  }

  private static Sample sample(String text, String... secrets) {
    return new Sample(text, List.of(secrets));
  }
}
