package org.symbolon.resolver;

/** What {@link Resolver#check} found. */
public sealed interface Health {
  /** The source answers. {@code detail} is for an administrator: "2 servers, 143 groups". */
  record Ready(String detail) implements Health {}

  /** The source can not be used. {@code why} says what to change, never a secret. */
  record NotReady(String why) implements Health {}
}
