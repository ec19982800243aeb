package org.symbolon.register;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.symbolon.client.RegisteredMetadata;

/** Reads a client's names: one, and others by language (RFC 7591 §2.2). */
final class ReadNames {
  private static final String NAME = "client_name";
  private static final int LONGEST = 100;

  private final Members members;

  ReadNames(Members members) {
    this.members = members;
  }

  /**
   * @param otherwise where it says none
   */
  Map<String, String> names(String otherwise) {
    Map<String, String> names = new LinkedHashMap<>();
    names.put(NAME, one(NAME, otherwise));
    for (String name : members.names(NAME + "#")) {
      if (Languages.isTag(name.substring(NAME.length() + 1))) {
        names.put(name, one(name, otherwise));
      }
    }
    return names;
  }

  /** How all of a client's names are read. */
  static Set<String> folded(RegisteredMetadata metadata) {
    return metadata.members().entrySet().stream()
        .filter(member -> member.getKey().equals(NAME) || member.getKey().startsWith(NAME + "#"))
        .map(member -> LookAlikes.folded(String.valueOf(member.getValue())))
        .collect(Collectors.toSet());
  }

  private String one(String member, String otherwise) {
    String name =
        members.text(member).map(String::strip).filter(text -> !text.isEmpty()).orElse(otherwise);
    if (name.length() > LONGEST) {
      throw Members.wrong(member, "must be up to " + LONGEST + " visible characters");
    }
    LookAlikes.problem(name)
        .ifPresent(
            problem -> {
              throw Members.wrong(member, problem);
            });
    return name;
  }
}
