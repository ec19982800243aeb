package org.symbolon.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.symbolon.explain.Expectation;
import org.symbolon.explain.PolicyCases;
import org.symbolon.explain.RecordedAccount;
import org.symbolon.resolver.Account;
import org.symbolon.resolver.Group;

/** Reads a file of expectations about a policy. */
public final class PolicyFile {
  private static final Pattern GROUP = Pattern.compile("([^()]*?)\\s*(?:\\(gid (\\d{1,10})\\))?");

  private PolicyFile() {}

  /** What became of a file. */
  public sealed interface Result {}

  public record Loaded(PolicyCases cases) implements Result {}

  /**
   * @param problems all of them, by line; at least one
   */
  public record Mistaken(List<Problem> problems) implements Result {
    public Mistaken {
      problems = List.copyOf(problems);
    }
  }

  public static Result load(Path file) {
    String text;
    try {
      text = Files.readString(file);
    } catch (IOException e) {
      return new Mistaken(
          List.of(new Problem("", 0, "the file can not be read: " + Problems.why(e))));
    }
    Problems problems = new Problems();
    Context context = new Context(problems, new Variables(Map.of()), Path.of(""));
    List<PolicyCases> read = new ArrayList<>();
    new YamlTree(text, context)
        .read()
        .ifPresent(
            block -> {
              Section root = new Section("", block, context);
              read.add(cases(root));
              root.finish();
            });
    return problems.isEmpty() && !read.isEmpty()
        ? new Loaded(read.getFirst())
        : new Mistaken(problems.sorted());
  }

  private static PolicyCases cases(Section root) {
    Map<String, RecordedAccount> accounts = new LinkedHashMap<>();
    for (Section section : root.sections("accounts")) {
      account(section).ifPresent(account -> accounts.put(account.account().name(), account));
    }
    List<Expectation> expectations = new ArrayList<>();
    root.list("expect", text -> expectation(text, 0));
    root.lines("expect")
        .forEach((line, text) -> Expectation.read(text, line).ifPresent(expectations::add));
    if (!root.has("expect")) {
      root.mistake(
          "expect", "is missing: a list of lines like alice at portal may storage.read:/x");
    }
    return new PolicyCases(
        root.value("issuer", Readings::name),
        root.value("at", PolicyFile::time),
        accounts,
        expectations);
  }

  private static Expectation expectation(String text, int line) throws Mistake {
    return Expectation.read(text, line)
        .orElseThrow(
            () ->
                new Mistake(
                    "should be written like: alice at portal may storage.read:/x, or: nightly itself"
                        + " may not compute.read"));
  }

  private static Optional<RecordedAccount> account(Section section) {
    Optional<String> name = section.required("name", Readings::text, "the local name");
    OptionalLong uid = number(section, "uid");
    OptionalLong gid = number(section, "gid");
    List<Group> groups = section.list("groups", PolicyFile::group);
    Map<String, Object> claims = section.json("claims");
    Map<String, List<String>> grants = new LinkedHashMap<>();
    for (Section resolver : section.sections("verdicts")) {
      resolver
          .required("resolver", Readings::text, "its configured name")
          .ifPresent(known -> grants.put(known, resolver.list("grants", Readings::text)));
    }
    return name.map(
        known ->
            new RecordedAccount(
                new Account(known, uid, gid, Set.copyOf(groups), Map.of()), claims, grants));
  }

  private static OptionalLong number(Section section, String key) {
    Optional<Integer> number = section.value(key, Readings.number(0, 999_999_999));
    return number.isPresent() ? OptionalLong.of(number.get()) : OptionalLong.empty();
  }

  /**
   * {@code project1}, {@code project1 (gid 12350)}, {@code (gid 12350)}: as explain prints them.
   */
  private static Group group(String text) throws Mistake {
    Matcher matcher = GROUP.matcher(text);
    if (!matcher.matches() || text.isBlank()) {
      throw new Mistake("should be a group as in project1 or project1 (gid 12350)");
    }
    Optional<String> name = Optional.of(matcher.group(1)).filter(word -> !word.isEmpty());
    return new Group(
        name,
        matcher.group(2) == null
            ? OptionalLong.empty()
            : OptionalLong.of(Long.parseLong(matcher.group(2))));
  }

  private static Instant time(String text) throws Mistake {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new Mistake("should be a time as in 2026-03-02T18:00:00Z");
    }
  }
}
