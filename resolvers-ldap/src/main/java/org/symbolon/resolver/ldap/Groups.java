package org.symbolon.resolver.ldap;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.RDN;
import com.unboundid.ldap.sdk.SearchResultEntry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.symbolon.resolver.Group;

/** What groups' entries look like: how they are asked for and read. */
final class Groups {
  static final String MEMBER_OF = "memberOf";

  private static final String IN_CHAIN = "1.2.840.113556.1.4.1941";

  /** Names in one filter: more are asked for in several searches, which leave together. */
  private static final int AT_A_TIME = 100;

  private final Layout layout;
  private final Set<String> wanted;

  /** How it is known who is in a group. */
  enum Membership {
    /** The group lists local names. */
    NAMES,
    /** The group lists entries. */
    ENTRIES,
    /** The person's entry lists the groups, those of groups included. */
    LISTED
  }

  /**
   * Where groups are and how their entries look.
   *
   * @param objectClass of an entry that is a group; any that lists members unless given
   * @param members the attributes that list them
   * @param primaryByIdentifier whether the primary group is told by {@code primaryGroupID}
   */
  record Layout(
      String base,
      Optional<String> objectClass,
      String name,
      String gid,
      Membership membership,
      List<String> members,
      Nesting nesting,
      boolean primaryByIdentifier) {
    Layout {
      members = List.copyOf(members);
    }

    /** What a person's entry must show. */
    Set<String> ofPeople() {
      Set<String> attributes = new HashSet<>();
      if (membership == Membership.LISTED) {
        attributes.add(MEMBER_OF);
      }
      if (primaryByIdentifier) {
        attributes.addAll(Sids.ATTRIBUTES);
      }
      return attributes;
    }
  }

  Groups(Layout layout) {
    this.layout = layout;
    this.wanted = Set.of(layout.name(), layout.gid());
  }

  Layout layout() {
    return layout;
  }

  /** Those that list the person by local name. */
  Question listingName(String name) {
    return question(groups(any(List.of(name))));
  }

  /** Those that list the entry; in a chain of groups where the server follows them. */
  Question listing(DN entry) {
    return layout.nesting() instanceof Nesting.InChain
        ? question(groups(inChain(entry)))
        : question(groups(any(List.of(entry.toString()))));
  }

  /** Those that list any of these groups. */
  List<Question> listing(Collection<DN> entries) {
    if (layout.nesting() instanceof Nesting.InChain) {
      return entries.stream().map(this::listing).toList();
    }
    return chunks(List.copyOf(entries)).stream()
        .map(chunk -> question(groups(any(chunk.stream().map(DN::toString).toList()))))
        .toList();
  }

  /** Those of these names among the entries, whichever of them are groups. */
  List<Question> called(Collection<DN> entries) {
    return chunks(List.copyOf(entries)).stream()
        .map(
            chunk ->
                question(
                    groups(
                        Filter.createORFilter(
                            chunk.stream().map(dn -> called(dn.getRDN())).toList()))))
        .toList();
  }

  private static Filter called(RDN rdn) {
    String[] names = rdn.getAttributeNames();
    byte[][] values = rdn.getByteArrayAttributeValues();
    List<Filter> parts = new ArrayList<>();
    for (int at = 0; at < names.length; at++) {
      parts.add(Filter.createEqualityFilter(names[at], values[at]));
    }
    return parts.size() == 1 ? parts.getFirst() : Filter.createANDFilter(parts);
  }

  /** Those that are likely to be the primary group of somebody of that name. */
  Question likelyPrimary(String name, Collection<Long> numbers) {
    List<Filter> any = new ArrayList<>();
    any.add(Filter.createEqualityFilter(layout.name(), name));
    numbers.forEach(number -> any.add(number(number)));
    return question(numbered(Filter.createORFilter(any)));
  }

  Question numbered(long gid) {
    return question(numbered(number(gid)));
  }

  /** Whatever filter says which. */
  Question matching(Filter filter) {
    return question(groups(filter));
  }

  private Filter number(long gid) {
    return Filter.createEqualityFilter(layout.gid(), Long.toString(gid));
  }

  private Filter any(List<String> values) {
    List<Filter> any = new ArrayList<>();
    for (String value : values) {
      layout.members().forEach(member -> any.add(Filter.createEqualityFilter(member, value)));
    }
    return any.size() == 1 ? any.getFirst() : Filter.createORFilter(any);
  }

  private Filter inChain(DN entry) {
    List<Filter> any =
        layout.members().stream()
            .map(
                member ->
                    Filter.createExtensibleMatchFilter(member, IN_CHAIN, false, entry.toString()))
            .toList();
    return any.size() == 1 ? any.getFirst() : Filter.createORFilter(any);
  }

  private Filter groups(Filter filter) {
    return layout.objectClass().map(kind -> ofClass(kind, filter)).orElse(filter);
  }

  /** Numbers stand in people's entries too. */
  private Filter numbered(Filter filter) {
    return ofClass(layout.objectClass().orElse("posixGroup"), filter);
  }

  private static Filter ofClass(String objectClass, Filter filter) {
    return Filter.createANDFilter(Filter.createEqualityFilter("objectClass", objectClass), filter);
  }

  private Question question(Filter filter) {
    return Question.below(layout.base(), filter, wanted);
  }

  private static List<List<DN>> chunks(List<DN> all) {
    List<List<DN>> chunks = new ArrayList<>();
    for (int at = 0; at < all.size(); at += AT_A_TIME) {
      chunks.add(all.subList(at, Math.min(all.size(), at + AT_A_TIME)));
    }
    return chunks;
  }

  /** The groups that the person's entry lists and that are below the base. */
  List<DN> listedBy(User user) throws DirectoryDown {
    DN above = Names.dn(layout.base());
    List<DN> listed = new ArrayList<>();
    for (String value : Users.values(user.entry(), MEMBER_OF)) {
      DN dn = Names.dn(value);
      if (dn.isDescendantOf(above, false)) {
        listed.add(dn);
      }
    }
    return listed;
  }

  OptionalLong gid(SearchResultEntry entry) throws DirectoryDown {
    return Numbers.id(entry, layout.gid());
  }

  Group read(SearchResultEntry entry) throws DirectoryDown {
    Optional<String> name = name(entry);
    OptionalLong gid = gid(entry);
    if (name.isEmpty() && gid.isEmpty()) {
      // Hidden by access control, most likely: the group counts, but nobody can say as which.
      throw new DirectoryDown(
          "the group %s shows neither %s nor %s"
              .formatted(entry.getDN(), layout.name(), layout.gid()));
    }
    return new Group(name, gid);
  }

  /** Of several names the one that names the entry. */
  private Optional<String> name(SearchResultEntry entry) throws DirectoryDown {
    List<String> names = Users.values(entry, layout.name());
    RDN rdn = Names.dn(entry).getRDN();
    return names.stream()
        .filter(name -> new RDN(layout.name(), name).equals(rdn))
        .findFirst()
        .or(() -> names.stream().findFirst());
  }

  /**
   * One that a person's entry lists and that does not show itself.
   *
   * @return empty where it may be of another class
   */
  Optional<Group> unseen(DN dn) throws DirectoryDown {
    if (layout.objectClass().isPresent()) {
      return Optional.empty();
    }
    RDN rdn = dn.getRDN();
    if (!rdn.hasAttribute(layout.name())) {
      throw new DirectoryDown("the group %s does not show its name".formatted(dn));
    }
    return Optional.of(Group.named(rdn.getAttributeValues()[0]));
  }
}
