package org.symbolon.protocol;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Form parameters as a test writes them down. */
public final class TestForm {
  private TestForm() {}

  /**
   * @param pairs names and values by turns; a name may be repeated
   */
  public static Parameters of(String... pairs) {
    if (pairs.length % 2 != 0) {
      throw new IllegalArgumentException("a name without a value");
    }
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (int at = 0; at < pairs.length; at += 2) {
      values.computeIfAbsent(pairs[at], name -> new ArrayList<>()).add(pairs[at + 1]);
    }
    return new Parameters(values);
  }
}
