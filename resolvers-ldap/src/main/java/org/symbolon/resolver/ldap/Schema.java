package org.symbolon.resolver.ldap;

import java.util.List;
import java.util.Optional;
import org.symbolon.resolver.ldap.Groups.Membership;

/** What a directory calls things, unless the configuration says otherwise. */
enum Schema {
  /** Groups list names, in {@code memberUid} (RFC 2307 §5.2). */
  RFC2307("posixAccount", "uid", Optional.of("posixGroup"), "cn", Membership.NAMES, "memberUid"),
  /** Groups list entries; a group may lack a number. */
  RFC2307BIS(
      "posixAccount", "uid", Optional.empty(), "cn", Membership.ENTRIES, "member", "uniqueMember"),
  ACTIVE_DIRECTORY(
      "user",
      "sAMAccountName",
      Optional.of("group"),
      "sAMAccountName",
      Membership.ENTRIES,
      "member"),
  /** People's entries list their groups, those of groups included. */
  FREEIPA("posixAccount", "uid", Optional.empty(), "cn", Membership.LISTED, "member");

  private final String userClass;
  private final String userName;
  private final Optional<String> groupClass;
  private final String groupName;
  private final Membership membership;
  private final List<String> members;

  Schema(
      String userClass,
      String userName,
      Optional<String> groupClass,
      String groupName,
      Membership membership,
      String... members) {
    this.userClass = userClass;
    this.userName = userName;
    this.groupClass = groupClass;
    this.groupName = groupName;
    this.membership = membership;
    this.members = List.of(members);
  }

  String userClass() {
    return userClass;
  }

  String userName() {
    return userName;
  }

  Optional<String> groupClass() {
    return groupClass;
  }

  String groupName() {
    return groupName;
  }

  Membership membership() {
    return membership;
  }

  /** Attributes of a group that name its members. */
  List<String> members() {
    return members;
  }

  /** The nearest thing to what {@code initgroups} does there. */
  Nesting nesting() {
    return this == ACTIVE_DIRECTORY ? new Nesting.InChain() : new Nesting.None();
  }
}
