package org.symbolon.resolver.posix;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.symbolon.resolver.posix.NameCalls.PasswdEntry;

/**
 * The entries of a passwd file: {@code name:password:uid:gid:...}. Malformed lines are skipped; of
 * two entries of one name the first counts.
 */
record PasswdFile(Map<String, PasswdEntry> byName) {
  static PasswdFile parse(byte[] file) {
    Map<String, PasswdEntry> byName = new HashMap<>();
    ColonLines.each(
        file,
        7,
        fields -> {
          OptionalLong uid = ColonLines.number(fields, 2);
          OptionalLong gid = ColonLines.number(fields, 3);
          if (uid.isPresent() && gid.isPresent()) {
            byName.putIfAbsent(
                fields[0], new PasswdEntry(fields[0], uid.getAsLong(), gid.getAsLong()));
          }
        });
    return new PasswdFile(byName);
  }
}
