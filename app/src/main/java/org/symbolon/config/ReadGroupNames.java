package org.symbolon.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.symbolon.resolve.GroupNames;

/** Reads {@code group-names}: how a source's names of groups become the site's, in order. */
final class ReadGroupNames {
  private static final List<String> RULES =
      List.of("rename", "strip-prefix", "add-prefix", "lower-case", "match", "drop");

  private ReadGroupNames() {}

  static List<GroupNames.Step> from(Section around) {
    List<GroupNames.Step> steps = new ArrayList<>();
    for (Section rule : around.sections("group-names")) {
      step(rule).ifPresent(steps::add);
    }
    return steps;
  }

  private static Optional<GroupNames.Step> step(Section rule) {
    Map<String, String> rename = rule.texts("rename");
    Optional<String> strip = rule.value("strip-prefix", Readings::text);
    Optional<String> add = rule.value("add-prefix", Readings::text);
    Optional<Boolean> lower = rule.value("lower-case", Readings::flag);
    Optional<String> match = rule.value("match", Readings::text);
    Optional<String> to = rule.value("to", Readings::text);
    Optional<String> drop = rule.value("drop", Readings::text);
    if (RULES.stream().filter(rule::has).count() != 1) {
      rule.mistake("should have exactly one of " + String.join(", ", RULES));
      return Optional.empty();
    }
    if (rule.has("to") != rule.has("match")) {
      rule.mistake("to", "goes with match: what is made of a name that matches");
      return Optional.empty();
    }
    if (rule.has("lower-case") && !lower.orElse(true)) {
      rule.mistake("lower-case", "should be true; leave it out otherwise");
    }
    return strip
        .<GroupNames.Step>map(GroupNames.Step.StripPrefix::new)
        .or(() -> add.map(GroupNames.Step.AddPrefix::new))
        .or(() -> lower.map(any -> new GroupNames.Step.LowerCase()))
        .or(() -> drop.flatMap(pattern -> read(rule, "drop", pattern, Optional.empty())))
        .or(() -> match.flatMap(pattern -> read(rule, "match", pattern, to)))
        .or(
            () ->
                rename.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new GroupNames.Step.Rename(rename)));
  }

  private static Optional<GroupNames.Step> read(
      Section rule, String key, String pattern, Optional<String> to) {
    try {
      return Optional.of(
          to.map(text -> GroupNames.Step.rewrite(pattern, text))
              .orElseGet(() -> GroupNames.Step.drop(pattern)));
    } catch (IllegalArgumentException e) {
      rule.mistake(key, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }
}
