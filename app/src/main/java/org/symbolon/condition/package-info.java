/**
 * Conditions: yes-or-no questions that an administrator writes in CEL, the Common Expression
 * Language, over facts handed in. Compiled and type-checked once, bounded in cost, pure.
 *
 * <p>Owns the language and how its mistakes are told. Does not own which facts there are (each user
 * has its own {@link Kind}s by name), nor what follows from an answer.
 */
@NullMarked
package org.symbolon.condition;

import org.jspecify.annotations.NullMarked;
