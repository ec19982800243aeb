package org.symbolon.config;

/** Makes something of a value's text, or says what is wrong with it. */
@FunctionalInterface
interface Reading<T> {
  T read(String text) throws Mistake;
}
