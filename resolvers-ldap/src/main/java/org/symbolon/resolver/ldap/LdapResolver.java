package org.symbolon.resolver.ldap;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
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

/** Makes accounts of a directory's entries and checks passwords by binding as the person. */
final class LdapResolver implements Resolver, AccountSource, PasswordVerifier {
  private final Directory directory;
  private final Users users;
  private final Optional<Groups> groups;
  private final Server server;

  LdapResolver(Directory directory, Users users, Optional<Groups> groups, Server server) {
    this.directory = directory;
    this.users = users;
    this.groups = groups;
    this.server = server;
  }

  @Override
  public AccountAnswer account(Principal principal, Contribution earlier, Deadline deadline) {
    // A source listed before this one may have mapped the login's name to the local one.
    String name = earlier.name().orElse(principal.username());
    try {
      Optional<User> user = users.find(name, deadline);
      return user.isEmpty()
          ? new AccountAnswer.UnknownUser()
          : new AccountAnswer.Found(contribution(user.get(), deadline));
    } catch (DirectoryDown down) {
      return new AccountAnswer.Unavailable(down.why());
    }
  }

  private Contribution contribution(User user, Deadline deadline) throws DirectoryDown {
    Set<Group> all = new HashSet<>();
    if (groups.isPresent()) {
      all.addAll(groups.get().of(user, deadline));
    }
    if (user.gid().isPresent() && all.stream().noneMatch(group -> group.gid().equals(user.gid()))) {
      all.add(Group.numbered(user.gid().getAsLong()));
    }
    return new Contribution(Optional.of(user.name()), user.uid(), user.gid(), all, Map.of());
  }

  @Override
  public PasswordAnswer verify(String username, char[] password, Deadline deadline) {
    // RFC 4513 §5.1.2: a bind with a name and no password succeeds as nobody.
    if (password.length == 0) {
      return new PasswordAnswer.Wrong();
    }
    byte[] bytes = {};
    try {
      bytes = bytes(password);
      Optional<User> user = users.find(username, deadline);
      return user.isPresent() && directory.isPassword(user.get().dn(), bytes, deadline)
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
    Arrays.fill(encoded.array(), (byte) 0);
    return bytes;
  }

  @Override
  public Health check(Deadline deadline) {
    try {
      users.check(deadline);
      if (groups.isPresent()) {
        groups.get().check(deadline);
      }
      return new Health.Ready("the directory " + server + " answers");
    } catch (DirectoryDown down) {
      return new Health.NotReady(down.why());
    }
  }

  @Override
  public void close() {
    directory.close();
  }
}
