/**
 * The pages a person sees: one view record per page, one jte template for each, one stylesheet.
 *
 * <p>Owns wording, layout, colours and escaping, and refuses addresses a page must not carry. Knows
 * no domain type and decides nothing: the caller brings texts, times already formatted, and the
 * form's secrets. No script but the one that sends {@link FormPost}, no inline style, nothing from
 * another origin (docs/decisions).
 */
@NullMarked
package org.symbolon.templates;

import org.jspecify.annotations.NullMarked;
