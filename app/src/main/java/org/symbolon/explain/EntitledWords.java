package org.symbolon.explain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.symbolon.resolve.Entitled;
import org.symbolon.scope.Possible;

/** What somebody may have, for people and for programs. */
public final class EntitledWords {
  private EntitledWords() {}

  /** For a terminal. */
  public static String text(Entitled entitled) {
    List<String> lines = new ArrayList<>();
    String who = entitled.username().orElse("the client itself");
    String where = who + " at " + entitled.client().id();
    if (entitled.noAccount().isPresent() && !entitled.unavailable().isEmpty()) {
      // Down is neither yes nor no.
      return "What "
          + where
          + " may have can not be said now: "
          + entitled.noAccount().get()
          + "\n";
    }
    if (entitled.noAccount().isPresent()) {
      lines.add(where + " may have nothing: " + entitled.noAccount().get());
    } else if (entitled.possible().isEmpty()) {
      lines.add(where + " may have nothing: no rule gives anything.");
    } else {
      lines.add(where + " may have:");
      entitled.possible().forEach(one -> lines.add("  " + one.inWords()));
    }
    entitled.unavailable().forEach(down -> lines.add("Can not say more closely: " + down));
    return String.join("\n", lines) + "\n";
  }

  /** JSON values, without the rules' names: people ask this about themselves too. */
  public static Map<String, Object> json(Entitled entitled) {
    Map<String, Object> json = new LinkedHashMap<>();
    entitled.username().ifPresent(username -> json.put("user", username));
    json.put("client", entitled.client().id().value());
    json.put("scopes", entitled.possible().stream().map(EntitledWords::json).toList());
    json.put("complete", entitled.unavailable().isEmpty());
    return json;
  }

  private static Map<String, Object> json(Possible possible) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("scope", possible.pattern());
    json.put("decided", possible.asked().isEmpty() ? "granted" : "when asked for");
    if (!possible.except().isEmpty()) {
      json.put("except", possible.except());
    }
    return json;
  }
}
