package org.symbolon.templates;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Reads the tags of a page strictly: what is not as our own templates write it is a failure. */
final class Markup {
  private static final Pattern TAG =
      Pattern.compile("<(/?)([a-zA-Z][a-zA-Z0-9]*)((?:\\s+[\\w-]+(?:=\"[^\"<]*\")?)*)\\s*>");
  private static final Pattern ATTRIBUTE = Pattern.compile("([\\w-]+)(?:=\"([^\"]*)\")?");
  private static final Set<String> VOID = Set.of("meta", "link", "img", "input", "br");

  private final String html;
  private final List<Tag> tags;

  Markup(String html) {
    this.html = html.replaceFirst("<!DOCTYPE html>", "");
    if (TAG.matcher(this.html).replaceAll("").contains("<")) {
      throw new AssertionError("A stray < in " + html);
    }
    tags = balanced(TAG.matcher(this.html).results().toList());
  }

  List<Tag> tags() {
    return tags;
  }

  List<Tag> named(String name) {
    return tags.stream().filter(tag -> tag.name.equals(name)).toList();
  }

  List<String> values(String attribute) {
    return tags.stream().flatMap(tag -> tag.get(attribute).stream()).toList();
  }

  /** What a person reads, without the detail set in a computer's letters. */
  String words() {
    return html.replaceAll("(?s)<code>.*?</code>", " ").replaceAll("<[^>]*>", " ");
  }

  private static List<Tag> balanced(List<MatchResult> found) {
    Deque<String> open = new ArrayDeque<>();
    for (MatchResult tag : found) {
      String name = tag.group(2);
      if (!tag.group(1).isEmpty()) {
        if (!name.equals(open.poll())) {
          throw new AssertionError("</" + name + "> closes something else");
        }
      } else if (!VOID.contains(name)) {
        open.push(name);
      }
    }
    if (!open.isEmpty()) {
      throw new AssertionError("Never closed: " + open);
    }
    return found.stream()
        .filter(tag -> tag.group(1).isEmpty())
        .map(tag -> new Tag(tag.group(2), attributes(tag.group(3))))
        .toList();
  }

  private static Map<String, String> attributes(String text) {
    Map<String, String> attributes = new HashMap<>();
    ATTRIBUTE
        .matcher(text)
        .results()
        .forEach(one -> attributes.put(one.group(1), Optional.ofNullable(one.group(2)).orElse("")));
    return attributes;
  }

  record Tag(String name, Map<String, String> attributes) {
    Optional<String> get(String attribute) {
      return Optional.ofNullable(attributes.get(attribute));
    }
  }
}
