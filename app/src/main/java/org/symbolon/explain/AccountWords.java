package org.symbolon.explain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.symbolon.resolver.Account;
import org.symbolon.resolver.Group;

/** An account as people and programs read it. */
final class AccountWords {
  private AccountWords() {}

  /** "alice: uid 5001, gid 100, groups project1 (gid 12350), users (gid 100)". */
  static String inWords(Account account) {
    List<String> parts = new ArrayList<>();
    account.uid().ifPresent(uid -> parts.add("uid " + uid));
    account.gid().ifPresent(gid -> parts.add("gid " + gid));
    parts.add(
        account.groups().isEmpty()
            ? "no groups"
            : "groups "
                + account.groups().stream()
                    .map(Group::inWords)
                    .sorted()
                    .collect(Collectors.joining(", ")));
    return account.name() + ": " + String.join(", ", parts);
  }

  static Map<String, Object> json(Account account) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", account.name());
    account.uid().ifPresent(uid -> json.put("uid", uid));
    account.gid().ifPresent(gid -> json.put("gid", gid));
    json.put(
        "groups",
        List.copyOf(
            account.groups().stream()
                .map(Group::inWords)
                .collect(Collectors.toCollection(TreeSet::new))));
    return json;
  }
}
