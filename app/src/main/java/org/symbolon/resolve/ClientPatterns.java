package org.symbolon.resolve;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.symbolon.issuer.Profile;
import org.symbolon.scope.ScopePattern;

/** The scope patterns of clients, parsed once for each list of texts. */
final class ClientPatterns {
  private static final Logger log = LoggerFactory.getLogger(ClientPatterns.class);

  private final Cache<Texts, List<ScopePattern>> parsed =
      Caffeine.newBuilder().maximumSize(10_000).executor(Runnable::run).build();

  private record Texts(List<String> texts, Profile profile) {}

  List<ScopePattern> of(List<String> texts, Profile profile) {
    return parsed.get(new Texts(texts, profile), ClientPatterns::parse);
  }

  private static List<ScopePattern> parse(Texts texts) {
    List<ScopePattern> patterns = new ArrayList<>();
    for (String text : texts.texts()) {
      switch (ScopePattern.parse(text, texts.profile())) {
        case ScopePattern.Parsed some -> patterns.add(some.pattern());
        // Checked when the client was configured or registered; the safe reading is "nothing".
        case ScopePattern.Malformed malformed ->
            log.error("a client's scope pattern allows nothing: {}", malformed.why());
      }
    }
    return List.copyOf(patterns);
  }
}
