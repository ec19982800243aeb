/**
 * Scopes: their algebra, the site's policy over them, their words for pages, and the check of their
 * text before a token is signed.
 *
 * <p>Pure: the policy is a plan (which rules decide, which questions go to which resolver) and a
 * decision over the answers; who asks the questions, when and how long to wait is {@code
 * resolve}'s. Does not own accounts, grants or how a refusal is told to a client.
 */
@NullMarked
package org.symbolon.scope;

import org.jspecify.annotations.NullMarked;
