/**
 * Token exchange (RFC 8693): what was presented and by whom, the site's ordered policy over it
 * (pure), and what comes of it before rights are decided: audiences, ceiling, lifetime, actors.
 *
 * <p>Does not own the token endpoint's pipeline (token), nor how foreign tokens are verified: that
 * is behind {@link ForeignTokens}.
 */
@NullMarked
package org.symbolon.exchange;

import org.jspecify.annotations.NullMarked;
