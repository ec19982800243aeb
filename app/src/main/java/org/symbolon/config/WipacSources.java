package org.symbolon.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where scitoken-issuer has accounts from, the machine or a directory, and the file system that
 * decides. Like that server, this one searches the directory without a name and password.
 */
final class WipacSources {
  private static final Map<String, String> OF_A_DIRECTORY = ofADirectory();

  private final Translation to;

  private WipacSources(Translation to) {
    this.to = to;
  }

  static void translate(Translation to) {
    new WipacSources(to).sources();
  }

  private void sources() {
    boolean directory = to.flag("USE_LDAP");
    List<Tree> resolvers = new ArrayList<>();
    if (directory) {
      resolvers.add(directory());
    } else {
      refuseDirectory();
    }
    resolvers.add(files(directory));
    to.put("resolvers", new Tree.Items(Place.NOWHERE, resolvers));
    to.put("accounts", Translation.texts(Place.NOWHERE, List.of(directory ? "ldap" : "files")));
  }

  private Tree directory() {
    Map<String, Tree> directory = new LinkedHashMap<>();
    directory.put("name", Translation.text(Place.NOWHERE, "ldap"));
    directory.put("type", Translation.text(Place.NOWHERE, "ldap"));
    directory.put("url", needed("LDAP_URL"));
    directory.put("user-base", needed("LDAP_USER_BASE"));
    directory.put("group-base", needed("LDAP_GROUP_BASE"));
    return new Tree.Block(Place.variable("USE_LDAP"), directory);
  }

  private Tree needed(String variable) {
    return to.required(variable, "USE_LDAP is true and needs " + OF_A_DIRECTORY.get(variable));
  }

  /** That server ignored them then; here nothing that is set is. */
  private void refuseDirectory() {
    for (String variable : OF_A_DIRECTORY.keySet()) {
      to.variable(variable)
          .ifPresent(
              value ->
                  to.mistake(
                      variable, "is set, but USE_LDAP is not true: set that, or unset this"));
    }
  }

  /** With a directory the machine's own accounts are not asked: a name there may be another's. */
  private Tree files(boolean directory) {
    Map<String, Tree> files = new LinkedHashMap<>();
    files.put("name", Translation.text(Place.NOWHERE, "files"));
    files.put("type", Translation.text(Place.NOWHERE, "posix"));
    files.put("base-path", to.value("POSIX_PATH").orElse(Translation.text(Place.NOWHERE, "/")));
    if (directory) {
      files.put("accounts", Translation.text(Place.variable("USE_LDAP"), "none"));
    }
    return new Tree.Block(
        to.variable("POSIX_PATH").isPresent() ? Place.variable("POSIX_PATH") : Place.NOWHERE,
        files);
  }

  private static Map<String, String> ofADirectory() {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("LDAP_URL", "the directory's address, as in ldaps://directory.example.org");
    variables.put("LDAP_USER_BASE", "where people are, as in ou=People,dc=example,dc=org");
    variables.put("LDAP_GROUP_BASE", "where groups are, as in ou=Group,dc=example,dc=org");
    return variables;
  }
}
