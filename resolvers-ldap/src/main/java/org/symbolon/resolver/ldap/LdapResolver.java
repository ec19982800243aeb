package org.symbolon.resolver.ldap;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.symbolon.resolver.AccountAnswer;
import org.symbolon.resolver.AccountSource;
import org.symbolon.resolver.Contribution;
import org.symbolon.resolver.Deadline;
import org.symbolon.resolver.Group;
import org.symbolon.resolver.Health;
import org.symbolon.resolver.PasswordVerifier;
import org.symbolon.resolver.Principal;
import org.symbolon.resolver.Resolver;
import org.symbolon.resolver.ldap.People.Person;

/** Makes accounts of a directory's entries and checks passwords by binding as the person. */
sealed class LdapResolver implements Resolver, AccountSource, PasswordVerifier
    permits EntitledLdapResolver {
  private final Directory directory;
  private final People people;
  private final Users users;
  private final Standing standing;

  LdapResolver(Directory directory, People people, Users users, Standing standing) {
    this.directory = directory;
    this.people = people;
    this.users = users;
    this.standing = standing;
  }

  @Override
  public final AccountAnswer account(Principal principal, Contribution earlier, Deadline deadline) {
    // A source listed before this one may have mapped the login's name to the local one.
    String name = earlier.name().orElse(principal.username());
    try {
      Optional<Person> person = people.find(name, deadline);
      if (person.isEmpty()) {
        return new AccountAnswer.UnknownUser();
      }
      Optional<String> trouble = standing.trouble(person.get().user());
      return trouble.isPresent()
          ? new AccountAnswer.Disabled(trouble.get())
          : new AccountAnswer.Found(contribution(person.get()));
    } catch (DirectoryDown down) {
      return new AccountAnswer.Unavailable(down.why());
    }
  }

  private Contribution contribution(Person person) {
    User user = person.user();
    Set<Group> all = new HashSet<>(person.groups());
    if (user.gid().isPresent() && all.stream().noneMatch(group -> group.gid().equals(user.gid()))) {
      all.add(Group.numbered(user.gid().getAsLong()));
    }
    return new Contribution(
        Optional.of(user.name()), user.uid(), user.gid(), all, users.attributes(user));
  }

  @Override
  public final PasswordAnswer verify(String username, char[] password, Deadline deadline) {
    // RFC 4513 §5.1.2: a bind with a name and no password succeeds as nobody.
    if (password.length == 0) {
      return new PasswordAnswer.Wrong();
    }
    byte[] bytes = {};
    try {
      bytes = bytes(password);
      Optional<User> user = people.entry(username, deadline);
      boolean welcome = user.isPresent() && standing.trouble(user.get()).isEmpty();
      // Who is unknown takes as long as who is known: names are not to be found out by a clock.
      String dn = welcome ? user.get().dn() : users.nobody();
      return directory.isPassword(dn, bytes, deadline) && welcome
          ? new PasswordAnswer.Right()
          : new PasswordAnswer.Wrong();
    } catch (CharacterCodingException notText) {
      return new PasswordAnswer.Wrong();
    } catch (DirectoryDown down) {
      return new PasswordAnswer.Unavailable(down.why());
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  private static byte[] bytes(char[] password) throws CharacterCodingException {
    ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(password));
    byte[] bytes = new byte[encoded.remaining()];
    encoded.get(bytes);
    encoded.clear();
    encoded.put(new byte[encoded.remaining()]);
    return bytes;
  }

  @Override
  public final Health check(Deadline deadline) {
    try {
      people.check(deadline);
      return new Health.Ready(directory.inWords());
    } catch (DirectoryDown down) {
      return new Health.NotReady(down.why());
    }
  }

  @Override
  public final void close() {
    directory.close();
  }
}
