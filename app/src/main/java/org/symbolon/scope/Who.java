package org.symbolon.scope;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.symbolon.condition.Condition;
import org.symbolon.protocol.ClientId;

/** Whom a rule is about. */
public sealed interface Who {
  /** In words, for explain: "members of ana, project1". */
  String inWords();

  /** Everyone, clients acting for themselves included. */
  record Everyone() implements Who {
    @Override
    public String inWords() {
      return "everyone";
    }
  }

  /** Accounts in at least one of these groups, by name. */
  record Groups(Set<String> names) implements Who {
    public Groups {
      names = Set.copyOf(names);
    }

    @Override
    public String inWords() {
      return "members of " + String.join(", ", new TreeSet<>(names));
    }
  }

  /** These accounts, by local name. */
  record Users(Set<String> names) implements Who {
    public Users {
      names = Set.copyOf(names);
    }

    @Override
    public String inWords() {
      return "the accounts " + String.join(", ", new TreeSet<>(names));
    }
  }

  /** Requests of these clients, for themselves or for a person. */
  record Clients(Set<ClientId> ids) implements Who {
    public Clients {
      ids = Set.copyOf(ids);
    }

    @Override
    public String inWords() {
      return "the clients "
          + String.join(", ", new TreeSet<>(ids.stream().map(ClientId::value).toList()));
    }
  }

  /** Requests of which a condition holds, whoever makes them. */
  record When(Condition condition) implements Who {
    @Override
    public String inWords() {
      return "requests with " + condition.text();
    }
  }

  /** Those of whom each part holds: a group at a client. */
  record AllOf(List<Who> parts) implements Who {
    public AllOf {
      parts = List.copyOf(parts);
      if (parts.isEmpty()) {
        throw new IllegalArgumentException("all of nothing would be everyone");
      }
    }

    @Override
    public String inWords() {
      return String.join(" and ", parts.stream().map(Who::inWords).toList());
    }
  }
}
