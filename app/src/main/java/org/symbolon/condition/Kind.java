package org.symbolon.condition;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;

/** What sort of value a fact has: conditions are checked against it before they are ever asked. */
public enum Kind {
  TEXT("a text", SimpleType.STRING),
  TEXTS("a list of texts", ListType.create(SimpleType.STRING)),
  NUMBER("a whole number", SimpleType.INT),
  TIME("a time", SimpleType.TIMESTAMP),
  /** An object as JSON has them; what its members are shows only when the condition is asked. */
  JSON("an object", MapType.create(SimpleType.STRING, SimpleType.DYN));

  private final String inWords;
  private final CelType type;

  Kind(String inWords, CelType type) {
    this.inWords = inWords;
    this.type = type;
  }

  /** "a list of texts". */
  public String inWords() {
    return inWords;
  }

  CelType type() {
    return type;
  }
}
