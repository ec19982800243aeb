package org.symbolon.scope;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Finds the rules that could match a scope, in their order, without trying the others: a tree over
 * the literal beginnings of the patterns' paths, one for each action.
 */
final class RuleIndex {
  private final Map<String, Node> byAction = new HashMap<>();
  private final Map<String, List<Integer>> exactPlain = new HashMap<>();
  private final List<Integer> otherPlain = new ArrayList<>();
  private final List<Rule> rules;

  RuleIndex(List<Rule> rules) {
    this.rules = rules;
    for (int position = 0; position < rules.size(); position++) {
      file(position, rules.get(position));
    }
  }

  private static final class Node {
    final List<Integer> here = new ArrayList<>();

    /** Refusals filed here or below: they also stop the wider scopes that end here. */
    final List<Integer> refusals = new ArrayList<>();

    final Map<String, Node> children = new HashMap<>();
  }

  private void file(int position, Rule rule) {
    switch (rule.pattern()) {
      case PlainPattern plain -> {
        if (plain.open() || !plain.piece().isLiteral()) {
          otherPlain.add(position);
        } else {
          exactPlain.computeIfAbsent(plain.text(), text -> new ArrayList<>()).add(position);
        }
      }
      case PathPattern path -> {
        for (String action : path.actions()) {
          Node node = byAction.computeIfAbsent(action, name -> new Node());
          note(node, position, rule);
          for (String component : path.literalPrefix()) {
            node = node.children.computeIfAbsent(component, name -> new Node());
            note(node, position, rule);
          }
          node.here.add(position);
        }
      }
    }
  }

  private static void note(Node node, int position, Rule rule) {
    if (rule.how() instanceof How.Refuse) {
      node.refusals.add(position);
    }
  }

  /** In the policy's order. */
  Collection<Rule> candidates(Scope scope) {
    TreeMap<Integer, Rule> found = new TreeMap<>();
    switch (scope) {
      case PlainScope plain -> {
        add(found, exactPlain.getOrDefault(plain.text(), List.of()));
        add(found, otherPlain);
      }
      case PathScope path -> {
        walk(found, path.action(), path.path().segments());
        // A refusal of what this action contains concerns it too.
        for (String contained : Vocabulary.contained(path.action())) {
          walk(found, contained, path.path().segments());
        }
      }
    }
    return found.values();
  }

  private void walk(TreeMap<Integer, Rule> found, String action, List<String> segments) {
    Node node = byAction.get(action);
    for (int at = 0; node != null; at++) {
      add(found, node.here);
      if (at == segments.size()) {
        add(found, node.refusals);
        return;
      }
      node = node.children.get(segments.get(at));
    }
  }

  private void add(TreeMap<Integer, Rule> found, List<Integer> positions) {
    for (int position : positions) {
      found.put(position, rules.get(position));
    }
  }
}
