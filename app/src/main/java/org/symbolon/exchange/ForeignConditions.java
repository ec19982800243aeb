package org.symbolon.exchange;

import java.time.Instant;
import java.util.Map;
import org.symbolon.condition.Conditions;
import org.symbolon.condition.Facts;
import org.symbolon.condition.Kind;
import org.symbolon.protocol.ClientId;

/** What conditions on foreign tokens may ask about. */
public final class ForeignConditions {
  /** The fact that all of a token's claims are. */
  public static final String CLAIMS = "claims";

  private static final String CLIENT = "client.id";
  private static final String NOW = "now";

  /** Only sites that have conditions wait for the language. */
  private static final class Language {
    static final Conditions CONDITIONS =
        new Conditions(Map.of(CLAIMS, Kind.JSON, CLIENT, Kind.TEXT, NOW, Kind.TIME));
  }

  private ForeignConditions() {}

  /** Reads one. */
  public static Conditions.Parse parse(String text) {
    return Language.CONDITIONS.parse(text);
  }

  static Facts facts(Map<String, Object> claims, ClientId client, Instant now) {
    return new Facts().json(CLAIMS, claims).text(CLIENT, client.value()).time(NOW, now);
  }
}
