package org.symbolon.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.symbolon.upstream.UpstreamSettings;

/** Configurations by the environment variables of WIPAC's scitoken-issuer. */
abstract class WipacReading {
  static final String SECRET = "0123456789abcdef0123456789abcdef";

  static final String FILE =
      """
      environment: wipac
      database: sqlite:symbolon.db
      master-key-file: master.key
      scopes:
        - scope: storage.*:/**
          for: everyone
          ask: files
      """;

  static Map<String, String> environment(String... more) {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("ISSUER_ADDRESS", "https://tokens.lab.example/");
    environment.put("AUDIENCE", "https://a.example,https://b.example");
    environment.put("IDP_ADDRESS", "https://idp.lab.example/realms/lab");
    environment.put("IDP_CLIENT_ID", "scitokens");
    environment.put("IDP_CLIENT_SECRET", "not-a-secret");
    for (int i = 0; i < more.length; i += 2) {
      environment.put(more[i], more[i + 1]);
    }
    return environment;
  }

  static Configuration read(String... more) {
    return Reader.loaded(FILE, environment(more));
  }

  static List<Problem> wrong(String... more) {
    return Reader.problems(FILE, environment(more));
  }

  static IssuerConfig issuer(String... more) {
    return read(more).issuers().getFirst();
  }

  static UpstreamSettings login(String... more) {
    return ((LoginMethodConfig.Oidc) issuer(more).logins().getFirst()).settings();
  }
}
