/**
 * The operator's view: questions about anybody's rights, over HTTP.
 *
 * <p>Owns what may be asked and by which parameters. Does not own who is an operator (web and the
 * configuration), nor the answers (explain).
 */
@NullMarked
package org.symbolon.admin;

import org.jspecify.annotations.NullMarked;
