package org.symbolon.ops;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the checks found.
 *
 * @param ready whether this node should get requests: all required parts are well
 */
public record Readiness(boolean ready, List<Line> lines) {
  public Readiness {
    lines = List.copyOf(lines);
  }

  /**
   * One part's state.
   *
   * @param trouble what is wrong; empty where the part is well
   * @param since when the state began, as this node saw it
   * @param marks how it works just now, for anyone to read
   */
  public record Line(
      String name,
      boolean required,
      Optional<String> trouble,
      Instant since,
      Map<String, String> marks) {
    public Line {
      marks = Map.copyOf(marks);
    }

    public boolean well() {
      return trouble.isEmpty();
    }
  }

  /**
   * {@code ready}, {@code degraded} (something is missing that is not required) or {@code
   * not-ready}.
   */
  public String status() {
    if (!ready) {
      return "not-ready";
    }
    return lines.stream().allMatch(Line::well) ? "ready" : "degraded";
  }

  /** The states, without reasons: those name servers and go to the log. For anyone to read. */
  public String json() {
    return json(false);
  }

  /** The states with what is wrong: for operators only. */
  public String jsonWithReasons() {
    return json(true);
  }

  private String json(boolean reasons) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("status", status());
    ObjectNode checks = root.putObject("checks");
    for (Line line : lines) {
      ObjectNode check = checks.putObject(line.name());
      check.put("state", line.well() ? "ready" : "not-ready");
      check.put("since", line.since().toString());
      check.put("required", line.required());
      new TreeMap<>(line.marks()).forEach(check::put);
      if (reasons) {
        line.trouble().ifPresent(why -> check.put("why", Masks.mask(why)));
      }
    }
    return root.toString();
  }
}
