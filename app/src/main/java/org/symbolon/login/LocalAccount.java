package org.symbolon.login;

import java.util.List;
import java.util.Map;
import org.symbolon.protocol.SecretText;

/**
 * A person known to the configuration only.
 *
 * @param name case counts
 * @param passwordHash Argon2id in the PHC form: {@code $argon2id$v=19$m=…,t=…,p=…$salt$hash}
 * @param attributes what an institution's claims would be: {@code email}, {@code name}
 */
public record LocalAccount(
    String name, SecretText passwordHash, List<String> groups, Map<String, Object> attributes) {
  public LocalAccount {
    groups = List.copyOf(groups);
    attributes = Map.copyOf(attributes);
  }
}
