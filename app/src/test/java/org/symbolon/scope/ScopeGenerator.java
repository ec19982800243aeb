package org.symbolon.scope;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.symbolon.issuer.Profile;
import org.symbolon.resolver.ScopeQuestion.ScopePath;

/** Makes scopes that are close to one another, so that laws about pairs have something to hold. */
final class ScopeGenerator {
  private static final List<String> SEGMENTS =
      List.of(
          "data", "ana", "database", "a b", "50%", "Übung", "x{y}", "...", "\uD83D\uDE00", "?#");
  private static final List<String> PLAIN =
      List.of("openid", "profile", "offline_access", "site:thing", "https://example.org/scope");
  private static final List<String> PLAIN_WLCG =
      List.of("compute.read", "compute.create", "wlcg", "wlcg:1.0", "wlcg.groups:/cms/x");
  private static final List<String> PLAIN_SCITOKENS =
      List.of("queue", "execute", "condor:/READ", "condor:/WRITE");

  private final RandomGenerator random;

  ScopeGenerator(RandomGenerator random) {
    this.random = random;
  }

  Profile profile() {
    return Profile.values()[random.nextInt(Profile.values().length)];
  }

  Scope scope(Profile profile) {
    if (random.nextInt(4) == 0) {
      List<String> plain = new ArrayList<>(PLAIN);
      plain.addAll(profile == Profile.SCITOKENS ? List.of() : PLAIN_WLCG);
      plain.addAll(profile == Profile.WLCG ? List.of() : PLAIN_SCITOKENS);
      return new PlainScope(plain.get(random.nextInt(plain.size())));
    }
    List<String> actions = List.copyOf(Vocabulary.pathActions(profile));
    return new PathScope(actions.get(random.nextInt(actions.size())), path());
  }

  ScopePath path() {
    List<String> segments = new ArrayList<>();
    for (int depth = random.nextInt(4); depth > 0; depth--) {
      // Mostly one of two, so that paths often contain one another.
      int choice = random.nextInt(3) > 0 ? random.nextInt(2) : random.nextInt(SEGMENTS.size());
      segments.add(SEGMENTS.get(choice));
    }
    return new ScopePath(segments, random.nextBoolean());
  }

  /** Something this scope covers. */
  Scope within(Scope scope) {
    if (!(scope instanceof PathScope path)) {
      return scope;
    }
    List<String> actions = new ArrayList<>(Vocabulary.contained(path.action()));
    actions.add(path.action());
    List<String> segments = new ArrayList<>(path.path().segments());
    segments.addAll(path().segments());
    return new PathScope(
        actions.get(random.nextInt(actions.size())),
        new ScopePath(segments, path.path().directory() || random.nextBoolean()));
  }

  ScopeSet set(Profile profile) {
    List<Scope> scopes = new ArrayList<>();
    for (int count = random.nextInt(6); count > 0; count--) {
      scopes.add(scope(profile));
    }
    return new ScopeSet(scopes);
  }

  /** Some subset of what the set covers. */
  ScopeSet within(ScopeSet set) {
    List<Scope> scopes = new ArrayList<>();
    for (Scope scope : set.scopes()) {
      if (random.nextBoolean()) {
        scopes.add(within(scope));
      }
    }
    return new ScopeSet(scopes);
  }

  /** Any text over an alphabet that scopes, paths and mistakes are made of. */
  String text() {
    String[] alphabet = {
      "storage.read",
      "storage.modify",
      "read",
      "write",
      "compute.read",
      ":",
      "/",
      "..",
      ".",
      "%",
      "%2e",
      "%2F",
      "%41",
      "%C3%A9",
      "%c3%a9",
      "%FF",
      "%00",
      "%20",
      "a",
      "b",
      "é",
      " ",
      "\n",
      "*",
      "{",
      "condor",
      "wlcg.groups",
      "\"",
      "\\",
      "openid"
    };
    StringBuilder text =
        new StringBuilder(random.nextBoolean() ? "" : alphabet[random.nextInt(4)] + ":/");
    for (int count = 1 + random.nextInt(7); count > 0; count--) {
      text.append(alphabet[random.nextInt(alphabet.length)]);
    }
    return text.toString();
  }
}
